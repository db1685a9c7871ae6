let chartExamples: [Example] = [
  Example(
    "Line chart", "A course over time. The heading says what was found; the figures stand in a table beneath.",
    in: "LineChart.swift",
    lineChart(
      LineChart(
        ChartWords(
          id: "attendance", finding: "School attendance is back above target",
          measure: "Per cent of sessions attended each week, autumn term. Source: school register, 20 November.",
          description: "Attendance fell from 94% to a low of 70% in the week of 6 October, then rose each week to 96%.",
          unit: "%", rowTitle: "Week of", valueTitle: "Attendance"), exampleAttendance,
        target: .init("Target 92%", 92), from: 60))),
  Example(
    "Bar chart", "Figures side by side, the largest first.", in: "BarChart.swift",
    barChart(
      ChartWords(
        id: "towns", finding: "One in three requests comes from Rowan Park",
        measure: "Requests for help by place, October 2026.",
        description: "Requests for help by place: Rowan Park 34, Thorne 28, Ashcombe 21, Weirside 9.",
        rowTitle: "Place", valueTitle: "Requests"),
      [
        Figure("Rowan Park", 34), Figure("Thorne and the villages along the river", 28), Figure("Ashcombe", 21),
        Figure("Weirside", 9), Figure("Harrow Down", nil),
      ])),
  Example(
    "Waterfall", "How a sum comes about, step by step.", in: "Waterfall.swift",
    waterfallChart(
      ChartWords(
        id: "weights", finding: "Together: likely to be one child", measure: "Weight of each part, and their sum.",
        description: "Before looking −13.8, first name +8.2, date of birth +13, sex −6, sum +1.4.",
        rowTitle: "What was compared", valueTitle: "Weight"),
      [
        WaterfallStep("Before looking", -13.8, "how rarely two records are one child"),
        WaterfallStep("First name", 8.2, "the same first name"),
        WaterfallStep("Date of birth", 13, "the same date of birth"), WaterfallStep("Sex", -6, "another sex"),
      ], total: "Sum")),
  Example(
    "Parts of a whole", "A few parts, six at most.", in: "StackedBar.swift",
    stackedBar(
      ChartWords(
        id: "decisions", finding: "Most requests lead to help",
        measure: "What was decided about requests received in October 2026.",
        description: "Early help 52, advice 24, passed on 11, no further help 5.", rowTitle: "Decision",
        valueTitle: "Requests"),
      [
        Figure("Early help", 52), Figure("Advice and information", 24), Figure("Passed to another team", 11),
        Figure("No further help", 5),
      ])),
  Example(
    "Sparkline", "A course at the size of a word.", in: "Sparkline.swift",
    paragraph(
      markup:
        "Visits in time: 96% \(sparkline([78, 80, 84, 83, 90, 92, 96], words: "Visits in time rose from 78% in May to 96% in November"))"
    )),
]

let exampleAttendance: [Figure] = [
  Figure("8 September", 94, short: "8 Sep"), Figure("15 September", 90, short: "15 Sep"),
  Figure("22 September", 86, short: "22 Sep"), Figure("29 September", 78, short: "29 Sep"),
  Figure("6 October", 70, short: "6 Oct"), Figure("13 October", 74, short: "13 Oct"),
  Figure("20 October", 80, short: "20 Oct"), Figure("3 November", 88, short: "3 Nov"),
  Figure("10 November", 90, short: "10 Nov"), Figure("17 November", 96, short: "17 Nov"),
]
