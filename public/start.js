// Says before the first line is drawn that scripts run; the design system asks for these two classes.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');
