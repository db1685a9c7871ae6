package import Kernel

// What must hold of an activity chart. Source: National Portage Association, Code of Practice: a small step, a criterion
// for it ("three out of four on three days"), practised daily and written down by the parent until the next visit.

/// What is wrong with a day that is to be written down.
/// `beginsOn` is the first of the chart's seven days.
package func problems(with day: NewPracticeDay, beginsOn: Day, today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if day.on < beginsOn || day.on > beginsOn.adding(days: 6) {
    found.append(FieldError("on", "Choose a day of this chart"))
  } else if day.on > today {
    found.append(FieldError("on", "Choose today or a day before"))
  }
  if day.well > day.tries {
    found.append(FieldError("well", "The tries that went well must be \(day.tries) or fewer"))
  }
  return found
}

/// What is wrong with a step that is to be agreed.
package func problems(with new: NewActivity, today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if new.beginsOn < today.adding(days: -7) || new.beginsOn > today.adding(days: 28) {
    found.append(FieldError("begins_on", "The first day must be within the last 7 or the next 28 days"))
  }
  if new.criterion.well > new.criterion.of {
    found.append(FieldError("well_of", "The tries that go well must be \(new.criterion.of) or fewer"))
  }
  return found
}

/// Whether the step is learned by its own criterion: on enough days, so large a share of at least so many tries went well.
package func isLearned(_ days: [PracticeDay], _ criterion: Criterion) -> Bool {
  days.count { $0.tries >= criterion.of && $0.well * criterion.of >= criterion.well * $0.tries } >= criterion.days
}
