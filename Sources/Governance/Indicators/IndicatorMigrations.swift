import Store

let indicatorMigrations: [Migration] = [
  // The first table named its measures in a constraint, which SQLite cannot change: both tables are made anew.
  Migration(168, "indicators that are defined here, beside published figures") { d in
    [
      """
      CREATE TABLE indicator_defined (
        id \(d.id) NOT NULL, objective TEXT NOT NULL, title TEXT NOT NULL, formula TEXT NOT NULL, owner TEXT NOT NULL,
        unit TEXT NOT NULL, is_more_better \(d.flag) NOT NULL, target \(d.real), benchmark \(d.real),
        benchmark_source TEXT, measure TEXT, rule_id TEXT, frequency TEXT NOT NULL, published_measure TEXT,
        published_areas TEXT, ended_on \(d.day),
        CONSTRAINT indicator_defined_pk PRIMARY KEY (id),
        CONSTRAINT indicator_defined_title UNIQUE (title),
        CONSTRAINT indicator_defined_unit CHECK (unit IN ('percent', 'number')),
        CONSTRAINT indicator_defined_frequency CHECK (frequency IN ('month', 'quarter', 'year')),
        CONSTRAINT indicator_defined_says_whose CHECK (benchmark IS NULL OR benchmark_source IS NOT NULL))
      """,
      """
      INSERT INTO indicator_defined (
        id, objective, title, formula, owner, unit, is_more_better, target, benchmark, benchmark_source, measure, rule_id,
        frequency)
      SELECT id, objective, title, formula, owner, unit, is_more_better, target, benchmark, benchmark_source, measure,
        rule_id, 'month'
      FROM indicator
      """,
      """
      CREATE TABLE indicator_figure (
        id \(d.id) NOT NULL, indicator_id \(d.id) NOT NULL, month_on \(d.day) NOT NULL, figure \(d.real) NOT NULL,
        part_count INTEGER, whole_count INTEGER, known_at \(d.instant) NOT NULL, source TEXT NOT NULL,
        entered_by \(d.id), entered_name TEXT NOT NULL, approved_by \(d.id), approved_name TEXT,
        CONSTRAINT indicator_figure_pk PRIMARY KEY (id),
        CONSTRAINT indicator_figure_indicator FOREIGN KEY (indicator_id) REFERENCES indicator_defined (id),
        CONSTRAINT indicator_figure_of_whole CHECK (part_count IS NULL OR part_count <= whole_count),
        CONSTRAINT indicator_figure_by_another CHECK (approved_by IS NULL OR approved_by <> entered_by))
      """,
      """
      INSERT INTO indicator_figure (
        id, indicator_id, month_on, figure, part_count, whole_count, known_at, source, entered_by, entered_name,
        approved_by, approved_name)
      SELECT id, indicator_id, month_on, figure, part_count, whole_count, known_at, source, entered_by, entered_name,
        approved_by, approved_name
      FROM indicator_value
      """,
      "DROP TABLE indicator_value",
      "DROP TABLE indicator",
      "ALTER TABLE indicator_defined RENAME TO indicator",
      "ALTER TABLE indicator_figure RENAME TO indicator_value",
      "CREATE INDEX indicator_value_of_month ON indicator_value (indicator_id, month_on, known_at)",
    ]
  },
  Migration(205, "indicators that are numbers of something, and shares of an estimate") { d in
    [
      "ALTER TABLE indicator ADD COLUMN number_of TEXT", "ALTER TABLE indicator ADD COLUMN out_of \(d.real)",
      "ALTER TABLE indicator ADD COLUMN out_of_source TEXT",
    ]
  },
]
