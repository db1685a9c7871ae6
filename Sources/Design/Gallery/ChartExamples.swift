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
  Example(
    "Ranges", "Figures with their doubt, and what is known beside what is expected.", in: "RangeBars.swift",
    rangeBars(
      ChartWords(
        id: "expected", finding: "We see fewer than half of the families we would expect in Rowan Park",
        measure: "Families who need help, expected and seen, October 2026.",
        description: "Rowan Park: 412 expected, 300 to 530, 170 seen. Thorne: 260 expected, 180 to 340, 231 seen.",
        rowTitle: "Place", valueTitle: "Expected (range)"), known: "Seen now",
      [
        RangeFigure("Rowan Park", 412, low: 300, high: 530, known: 170),
        RangeFigure("Thorne", 260, low: 180, high: 340, known: 231),
      ])),
  Example(
    "Fan", "A course behind, and what is expected ahead with its ranges.", in: "FanChart.swift",
    fanChart(
      FanChart(
        ChartWords(
          id: "ahead", finding: "Between 80 and 110 requests a month are to be expected",
          measure: "Requests for help each month.", description: "From 82 in June to 96 expected in January.",
          rowTitle: "Month", valueTitle: "Requests"),
        behind: [
          Figure("June", 82, short: "Jun"), Figure("July", 90, short: "Jul"), Figure("August", 61, short: "Aug"),
          Figure("September", 95, short: "Sep"), Figure("October", 99, short: "Oct"),
        ],
        ahead: [
          .init("November", short: "Nov", 97, range80: 88...106, range95: 83...111),
          .init("December", short: "Dec", 84, range80: 73...95, range95: 67...101),
          .init("January", short: "Jan", 96, range80: 83...109, range95: 76...116),
        ]))),
  Example(
    "Map of places", "Areas by need, and hubs where they lie.", in: "PlaceMap.swift",
    placeMap(
      PlaceMap(
        ChartWords(
          id: "hubs", finding: "One village is left far away", measure: "Three hubs, and who is near them.",
          description: "Hubs in the west, the middle and the east; Weirside in the north is far from all.",
          rowTitle: "Area", valueTitle: "Need"),
        areas: [
          .init("Rowan Park", x: 2, y: 2, weight: 34, isFar: false),
          .init("Thorne", x: 5, y: 3, weight: 28, isFar: false),
          .init("Ashcombe", x: 9, y: 2, weight: 21, isFar: false),
          .init("Weirside", x: 6, y: 8, weight: 9, isFar: true),
        ],
        hubs: [
          .init("Rowan Park", x: 2.2, y: 2.4), .init("Thorne", x: 5.2, y: 2.6), .init("Ashcombe", x: 8.8, y: 2.5),
        ],
        corners: [(0, 0), (10, 9)]))),
]

let exampleAttendance: [Figure] = [
  Figure("8 September", 94, short: "8 Sep"), Figure("15 September", 90, short: "15 Sep"),
  Figure("22 September", 86, short: "22 Sep"), Figure("29 September", 78, short: "29 Sep"),
  Figure("6 October", 70, short: "6 Oct"), Figure("13 October", 74, short: "13 Oct"),
  Figure("20 October", 80, short: "20 Oct"), Figure("3 November", 88, short: "3 Nov"),
  Figure("10 November", 90, short: "10 Nov"), Figure("17 November", 96, short: "17 Nov"),
]
