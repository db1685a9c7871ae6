/// Something to do, where it is done, and how it stands.
package struct TaskItem: Sendable {
  package var title: String
  package var path: String?
  package var hint: String?
  package var status: HTML
  package init(_ title: String, link path: String? = nil, hint: String? = nil, status: HTML) {
    self.title = title
    self.path = path
    self.hint = hint
    self.status = status
  }
}

/// `id` tells two lists of one page apart.
package func taskList(_ tasks: [TaskItem], id: String = "task", empty: String = "Nothing needs doing.") -> HTML {
  guard !tasks.isEmpty else { return "<p class=\"govuk-body app-hint\">\(empty)</p>" }
  return """
    <ul class="govuk-task-list">\(tasks.enumerated().map { taskRow($1, id: "\(id)-\($0 + 1)") })</ul>
    """
}

private func taskRow(_ task: TaskItem, id: String) -> HTML {
  let hintID = task.hint.map { _ in id + "-hint" }
  let described = [hintID, id + "-status"].compactMap(\.self).joined(separator: " ")
  let title: HTML =
    task.path.map {
      "<a class=\"govuk-link govuk-task-list__link\" href=\"\($0)\" aria-describedby=\"\(described)\">\(task.title)</a>"
    } ?? "<div>\(task.title)</div>"
  let hint: HTML? = task.hint.map { "<div id=\"\(id)-hint\" class=\"govuk-task-list__hint\">\($0)</div>" }
  return """
    <li class="govuk-task-list__item\(" govuk-task-list__item--with-link", if: task.path != nil)">\
    <div class="govuk-task-list__name-and-hint">\(title)\(hint)</div>\
    <div class="govuk-task-list__status" id="\(id)-status">\(task.status)</div></li>
    """
}
