import Design
import Kernel
import Web

/// Every plan that a child has, of whatever kind, and the kinds that there are.
struct TypedPlansPage: Page, Codable {
  let child: ChildID
  let childName: String
  let types: [PlanType]
  /// How often each kind is looked at, by its code: "12 months".
  let intervals: [String: String]
  let plans: [TypedPlan]
  let mayWrite: Bool
  let entry: Entry
  var title: String { "Plans" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      table(
        Table(
          "Plans written by their sections", [.init("Kind"), .init("Begun"), .init("How it stands")],
          plans.map { plan in
            .init(
              ["\(titleOf(plan.type))", day(plan.startedOn), planTag(plan)], link: plan.path)
          }, empty: "No such plan has been begun."))
      card("Kinds of plan", id: "kinds") {
        table(
          Table(
            "Kinds of plan",
            [.init("Kind"), .init("How much help"), .init("Reviewed every"), .init("Where it is written")],
            types.map { type in
              .init([
                "\(type.title)\(type.mark == "D" ? " (not law yet)" : "")", "\(type.layer.title)",
                "\(intervals[type.code] ?? "")", place(type),
              ])
            }))
      }
      if mayWrite {
        card("Begin a plan", id: "new") {
          formPart(
            view, to: "/children/\(child)/plans", [TypedPlanForm.type(types.filter { $0.writtenIn == .here })], entry,
            submit: "Begin")
        }
      }
    }
  }

  private func titleOf(_ type: String) -> String { types.first { $0.code == type }?.title ?? type }
  private func place(_ type: PlanType) -> HTML {
    switch type.writtenIn {
    case .here: "Here"
    case .ehc: link("Education, health and care", to: "/children/\(child)/ehc")
    case .earlyHelp: link("Early help", to: "/children/\(child)/support")
    }
  }
}

func planTag(_ plan: TypedPlan) -> HTML {
  if plan.endedOn != nil { return tag("Ended", .grey) }
  return plan.agreedOn == nil ? tag("Being written", .blue) : tag("Agreed", .green)
}

/// One plan, section by section, with its reviews.
struct TypedPlanPage: Page, Codable {
  let plan: TypedPlan
  let type: PlanType
  let childName: String
  let sections: [PlanTypeSection]
  let texts: [TypedPlanText]
  let reviews: [TypedPlanReview]
  /// The sentence of the limit for the next review.
  let next: String?
  let mayWrite: Bool
  let entry: Entry
  var title: String { type.title }
  var trail: [Link] { [Link(childName, "/children/\(plan.child)"), Link("Plans", "/children/\(plan.child)/plans")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(markup: "\(planTag(plan)) Begun by \(plan.startedBy), \(day(plan.startedOn)).")
      plan.endedWhy.map { why in insetText { paragraph("It ended: \(why)") } } ?? .empty
      next.map { paragraph("The next review: \($0)") } ?? .empty
      sections.map(section).joined()
      if !reviews.isEmpty {
        card("Reviews", id: "reviews") {
          timeline(
            reviews.map {
              TimelineEntry("The plan was looked at", when: day($0.heldOn), who: $0.by, body: prose($0.words))
            })
        }
      }
      if mayWrite { acts(view) }
    }
  }

  private func section(_ section: PlanTypeSection) -> HTML {
    let text = texts.first { $0.section == section.code }
    return card(
      section.title, id: section.code,
      actions: mayWrite
        ? link(
          text == nil ? "Write" : "Change", to: "\(plan.path)/sections/\(section.code)",
          hiddenText: section.title.lowercasedFirst) : .empty
    ) {
      if let text {
        prose(text.words)
        paragraph(markup: "\(text.by), \(day(text.on))")
      } else {
        paragraph(section.isRequired ? "Nothing yet. A plan needs this." : "Nothing yet.")
      }
    }
  }

  private func acts(_ view: View) -> HTML {
    markup {
      if plan.agreedOn == nil {
        view.postButton("The family agrees with it", to: "\(plan.path)/agreement")
      } else {
        card("Record a review", id: "review") {
          formPart(
            view, to: "\(plan.path)/reviews", [TypedPlanForm.heldOn, TypedPlanForm.reviewWords], entry,
            submit: "Record the review", style: .secondary)
        }
      }
      details("End the plan", isOpen: entry.isTyped(into: "\(plan.path)/end")) {
        formPart(
          view, to: "\(plan.path)/end", [TypedPlanForm.why], entry, submit: "End the plan", style: .warning)
      }
    }
  }
}

/// The form of one section.
struct TypedSectionPage: Page, Codable {
  let plan: TypedPlan
  let section: PlanTypeSection
  let typeTitle: String
  let childName: String
  let entry: Entry
  var title: String { section.title }
  var trail: [Link] {
    [
      Link(childName, "/children/\(plan.child)"), Link("Plans", "/children/\(plan.child)/plans"),
      Link(typeTitle, plan.path),
    ]
  }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(typeTitle) of \(childName)")
      paragraph("\(section.asks). The child’s copy calls it “\(section.plainTitle)”.")
      formPart(
        view, to: "\(plan.path)/sections/\(section.code)", [TypedPlanForm.words, TypedPlanForm.version], entry,
        submit: "Save")
    }
  }
}
