/// What a browser says it is, in the words its owner knows: "Firefox on Windows". Its long text is not kept.
func device(userAgent: String?) -> String {
  guard let agent = userAgent, !agent.isEmpty else { return "A program" }
  let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
  ]
  let systems = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"), ("Windows", "Windows"),
    ("Mac OS X", "Mac"), ("Linux", "Linux"),
  ]
  let browser = browsers.first { agent.contains($0.0) }?.1
  let system = systems.first { agent.contains($0.0) }?.1
  switch (browser, system) {
  case (let browser?, let system?): return "\(browser) on \(system)"
  case (let browser?, nil): return browser
  case (nil, let system?): return "A program on \(system)"
  case (nil, nil): return "A program"
  }
}
