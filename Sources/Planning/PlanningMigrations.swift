import Store

let planningMigrations: [Migration] = [
  Migration(130, "planning scenarios") { d in
    [
      """
      CREATE TABLE planning_scenario (
        id \(d.id) NOT NULL, question TEXT NOT NULL, name TEXT NOT NULL, note TEXT, typed TEXT NOT NULL,
        model TEXT NOT NULL, inputs TEXT NOT NULL, at_once TEXT NOT NULL, answer TEXT, state TEXT NOT NULL,
        replications \(d.whole) NOT NULL, seed \(d.whole) NOT NULL, done \(d.whole) NOT NULL, total \(d.whole) NOT NULL,
        problem TEXT, held_by TEXT, held_until \(d.instant), by_account \(d.id), by_name TEXT NOT NULL,
        created_at \(d.instant) NOT NULL, changed_at \(d.instant) NOT NULL, answered_at \(d.instant),
        shared_at \(d.instant), version \(d.whole) NOT NULL,
        CONSTRAINT planning_scenario_pk PRIMARY KEY (id),
        CONSTRAINT planning_scenario_state
          CHECK (state IN ('answered', 'waiting', 'running', 'stopped', 'failed')),
        CONSTRAINT planning_scenario_held CHECK ((state = 'running') = (held_by IS NOT NULL)),
        CONSTRAINT planning_scenario_done CHECK (done >= 0 AND done <= total))
      """,
      "CREATE INDEX planning_scenario_shared ON planning_scenario (shared_at)",
      "CREATE INDEX planning_scenario_open ON planning_scenario (created_at) WHERE state IN ('waiting', 'running')",
      """
      CREATE TABLE planning_replication (
        scenario_id \(d.id) NOT NULL, pathway \(d.whole) NOT NULL, number \(d.whole) NOT NULL, figures TEXT NOT NULL,
        CONSTRAINT planning_replication_pk PRIMARY KEY (scenario_id, pathway, number),
        CONSTRAINT planning_replication_scenario
          FOREIGN KEY (scenario_id) REFERENCES planning_scenario (id) ON DELETE CASCADE)
      """,
    ]
  },
  Migration(131, "planning scenarios: removed, and following the records") { d in
    [
      "ALTER TABLE planning_scenario ADD COLUMN removed_at \(d.instant)",
      "ALTER TABLE planning_scenario ADD COLUMN removed_by TEXT",
      "ALTER TABLE planning_scenario ADD COLUMN follows_live \(d.flag) NOT NULL DEFAULT FALSE",
    ]
  },
  Migration(132, "planning scenarios: what was hidden before") { _ in
    ["ALTER TABLE planning_scenario ADD COLUMN held TEXT NOT NULL DEFAULT '[]'"]
  },
]
