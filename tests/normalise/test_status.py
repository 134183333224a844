"""Progress texts as councils print them, and where each stands on the common scale."""

from __future__ import annotations

import pytest

from pipeline.normalise.status import read_status

TEXTS = [
    ("Action completed.", "completed"),
    ("COMPLETED", "completed"),
    ("Complete", "completed"),
    ("Achieved - policy published in May", "completed"),
    ("Done", "completed"),
    ("Fully implemented", "completed"),
    ("Closed", "completed"),
    ("Completed and embedded", "completed"),
    ("Completed 31/03/13", "completed"),
    ("Completed (July 2013)", "completed"),
    ("Update July 2013: Completed", "completed"),
    ("This action has been completed.", "completed"),
    ("All staff have been trained and the programme is complete.", "completed"),
    ("The new structure was implemented in April 2013.", "completed"),
    ("100%", "completed"),
    ("100% complete", "completed"),
    ("Blue", "completed"),
    ("B", "completed"),
    ("✓", "completed"),
    ("In place", "completed"),
    ("Training delivered to all managers in March 2014.", "completed"),
    ("The policy has been finalised and published on the website.", "completed"),
    ("New Head of Service in post since June.", "completed"),
    ("BAU", "completed"),
    ("75%", "in_progress"),
    ("50% complete", "in_progress"),
    ("In progress", "in_progress"),
    ("Partially complete", "in_progress"),
    ("Phase 1 completed", "in_progress"),
    ("Not fully complete", "in_progress"),
    ("Nearly complete", "in_progress"),
    ("Ongoing", "in_progress"),
    ("On-going", "in_progress"),
    ("Work is underway to develop the new tool.", "in_progress"),
    ("The service is currently recruiting to two vacant posts.", "in_progress"),
    ("Draft strategy has been written.", "in_progress"),
    ("Started", "in_progress"),
    ("Being progressed through the QA board", "in_progress"),
    ("Work continues with partners to develop pathways", "in_progress"),
    ("Policy drafted; training will be delivered in May.", "in_progress"),
    ("A task and finish group has been established and has met twice.", "in_progress"),
    ("Green", "on_track"),
    ("G", "on_track"),
    ("On target", "on_track"),
    ("On schedule for completion in March", "on_track"),
    ("Progressing well", "on_track"),
    ("Good progress is being made on this action", "on_track"),
    ("GREEN - training programme in place", "on_track"),
    ("On Track", "on_track"),
    ("Amber", "at_risk"),
    ("A", "at_risk"),
    ("AMBER: recruitment difficulties", "at_risk"),
    ("At risk", "at_risk"),
    ("Some concerns", "at_risk"),
    ("Behind but recoverable", "at_risk"),
    ("Red", "delayed"),
    ("R", "delayed"),
    ("Delayed", "delayed"),
    ("Slipped", "delayed"),
    ("Overdue", "delayed"),
    ("Off track", "delayed"),
    ("Behind schedule", "delayed"),
    ("Work has been delayed due to staff sickness.", "delayed"),
    ("Slippage due to capacity in the team", "delayed"),
    ("Not achieved", "delayed"),
    ("Not started", "not_started"),
    ("Not yet started", "not_started"),
    ("Yet to begin", "not_started"),
    ("Work has not yet commenced.", "not_started"),
    ("No progress to date", "not_started"),
    ("0%", "not_started"),
    ("Planned", "planned"),
    ("To commence in September 2013", "planned"),
    ("Will be completed by March", "planned"),
    ("Scheduled for June", "planned"),
    ("Meeting to be arranged with health.", "planned"),
    ("Training is scheduled for 12 June.", "planned"),
    ("Due to start in April", "planned"),
    ("The audit will take place in May.", "planned"),
    ("Under consideration", "planned"),
    ("Awaiting sign-off", "awaiting_approval"),
    ("Awaiting approval by LSCB", "awaiting_approval"),
    ("Draft sent for comments", "awaiting_approval"),
    ("Policy drafted and awaiting approval by the Board.", "awaiting_approval"),
    ("Completed - awaiting sign off", "awaiting_approval"),
    ("Subject to ratification at Executive", "awaiting_approval"),
    ("Out to consultation", "awaiting_approval"),
    ("On hold", "on_hold"),
    ("Paused", "on_hold"),
    ("On hold pending national guidance", "on_hold"),
    ("This has been put on hold until the restructure.", "on_hold"),
    ("Superseded", "withdrawn"),
    ("No longer required", "withdrawn"),
    ("Merged into action 4", "withdrawn"),
    ("Superseded by action 12", "withdrawn"),
    ("This action has been superseded by the new strategy", "withdrawn"),
    ("The LADO is Jane", "unclear"),
    ("Status: On track", "on_track"),
    ("RAG: Green", "on_track"),
    ("Rating: Blue", "completed"),
    ("Ongoing – audits take place monthly", "in_progress"),
    ("Amended documentation is being tested in two teams", "in_progress"),
    ("Recruitment underway", "in_progress"),
    ("Recruited", "completed"),
    ("Yes - completed", "completed"),
    ("All actions completed", "completed"),
    ("Not Started - awaiting funding", "not_started"),
    ("Work in progress", "in_progress"),
    ("Under development", "in_progress"),
    ("Underway and on target", "on_track"),
    ("Underway, on track", "on_track"),
    ("See above", "unclear"),
    ("n/k", "unclear"),
    ("Signed off by DLT 12.3.13", "completed"),
    ("Signed off", "completed"),
    ("Embedded", "completed"),
    ("Commenced", "in_progress"),
    ("Continuing", "in_progress"),
    ("Draft", "in_progress"),
    ("Started and progressing", "in_progress"),
    ("Target not met", "delayed"),
    ("90% of staff trained", "in_progress"),
    ("Currently 87% of plans are completed against a target of 100%.", "in_progress"),
    ("Actioned", "completed"),
    ("Closed - see action 4", "completed"),
    ("No concerns raised; audit programme continues to run monthly", "in_progress"),
    ("The team has achieved 100% compliance.", "completed"),
    ("Completed: staff were briefed; a further audit will follow", "completed"),
    ("On track: letter being drafted", "on_track"),
    ("Ongoing: awaiting terms of reference", "in_progress"),
    ("Held: will follow completion of 1 & 2", "on_hold"),
    ("Will follow completion of (1)", "planned"),
    ("Drafting underway.", "in_progress"),
    ("Process in development", "in_progress"),
    ("Being considered", "planned"),
    ("Review underway - will be completed on deadline", "in_progress"),
    ("Met with health colleagues in May to agree the pathway", "in_progress"),
    ("Held on 12 May with a second session being arranged", "in_progress"),
    ("Meeting arranged for 25th September to review the programme delivered by legal", "planned"),
    ("The post of Principal Social Worker has been filled and the postholder started in May 2014.", "completed"),
    ("Audit programme in place and first round of audits completed in March. Second round due in June.", "in_progress"),
    ("New supervision policy implemented and launched to all staff in October 2013.", "completed"),
    (
        "Three of the five vacancies have been filled; interviews for the remaining posts are scheduled for May.",
        "in_progress",
    ),
    ("Tender documents are being finalised and will be issued in June.", "in_progress"),
    ("A workshop will be held in the autumn to agree the next steps.", "planned"),
    ("The recruitment of the service manager has slipped to September.", "delayed"),
    ("This action has not been achieved within timescale due to the departure of the Head of Service.", "delayed"),
    ("There is a risk that this will not be delivered on time because of capacity in the performance team.", "at_risk"),
    ("Terms of reference agreed and panel now operational.", "completed"),
    ("Pathway drafted, to be agreed at the September board.", "in_progress"),
    ("Protocol has been revised and is awaiting ratification by the LSCB.", "awaiting_approval"),
    ("Strategy complete. To be signed off by Cabinet in June.", "awaiting_approval"),
    ("All training dates are booked and the programme is on target.", "on_track"),
    ("Database in place since April and in use by all teams.", "completed"),
    ("Performance has improved from 62% to 81% but remains below target.", "in_progress"),
    ("Work has not started as the lead officer left in March.", "not_started"),
    ("Development is on hold until the national framework is published.", "on_hold"),
    ("It was decided not to proceed with this action.", "withdrawn"),
    (
        "Weekly performance meetings are now embedded. Data quality is being addressed.",
        "in_progress",
    ),
    ("Guidance issued to all staff in February.", "completed"),
    (
        "Discussions have taken place with health colleagues and a draft service level agreement has been produced.",
        "in_progress",
    ),
    ("Multi-agency training delivered to 120 staff.", "completed"),
    ("The group meets monthly and reports to the Board.", "in_progress"),
    ("Scheduled to be considered at the April meeting of the Board", "planned"),
    ("Completed – April 2014", "completed"),
    ("Action complete – evidence: minutes of board", "completed"),
    ("Progress: draft policy circulated", "in_progress"),
    ("Green: on target to complete by March", "on_track"),
    ("Amber – some slippage", "at_risk"),
    ("ICS upgrade is taking place in July.", "in_progress"),
    ("Review completed and report presented to DMT in May.", "completed"),
    ("This work was completed in December 2013 and the findings have been shared with staff.", "completed"),
    ("Not due until September 2014", "planned"),
    ("No action to date", "not_started"),
    ("All agencies have confirmed that training is complete.", "completed"),
    ("Job description written, advert going out in May", "in_progress"),
]


@pytest.mark.parametrize(("text", "status"), TEXTS)
def test_status(text: str, status: str) -> None:
    assert read_status(text).status == status


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_blank_cell_is_not_reported(text: str) -> None:
    reading = read_status(text)
    assert (reading.status, reading.rule, reading.flags) == ("not_reported", "blank", ())


LABELLED = [
    "Completed",
    "On track: letter being drafted",
    "Ongoing",
    "Awaiting sign-off: on 20.09.12",
    "Drafting underway",
]


@pytest.mark.parametrize("text", LABELLED)
def test_a_label_is_no_inference(text: str) -> None:
    assert read_status(text).flags == ()


PROSE = [
    "The manager is drafting a directive.",
    "Training was held for all staff in November.",
    "Will follow the review",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_flagged(text: str) -> None:
    assert read_status(text).flags == ("status_inferred",)


def test_the_printed_label_is_kept() -> None:
    assert read_status("On track: policy drafted").raw == "On track"
    assert read_status("75% complete").percent == 75


POINTERS = ["See (1) above", "See action 1", "As (1)", "(2) See (1) above. To be monitored in the annual report"]


@pytest.mark.parametrize("text", POINTERS)
def test_a_pointer_takes_the_status_of_its_target(text: str) -> None:
    assert read_status(text, resolve=lambda ref: "completed" if ref == "1" else "").status == "completed"


def test_a_pointer_to_nowhere_is_unclear() -> None:
    assert read_status("See (1) above").status == "unclear"
    assert read_status("See (1) above", resolve=lambda _: "").status == "unclear"


COLOURS = [
    ("", "green", "on_track", ("status_inferred",)),
    ("", "blue", "completed", ("status_inferred",)),
    ("", "purple", "unclear", ("status_inferred",)),
    ("In progress", "green", "on_track", ("status_inferred",)),
    ("Work is underway", "amber", "at_risk", ("status_inferred",)),
    ("Completed", "green", "completed", ()),
    ("Completed", "red", "completed", ("conflict",)),
    ("Not started", "green", "not_started", ()),
    ("On track", "red", "on_track", ("conflict",)),
    ("Delayed", "red", "delayed", ()),
]


@pytest.mark.parametrize(("text", "rag", "status", "flags"), COLOURS)
def test_colour_beside_text(text: str, rag: str, status: str, flags: tuple[str, ...]) -> None:
    reading = read_status(text, rag=rag, rag_source="colour")
    assert (reading.status, reading.flags, reading.rag, reading.rag_source) == (status, flags, rag, "colour")


@pytest.mark.parametrize(("text", "rag"), [("Amber", "amber"), ("G", "green"), ("RED - delayed by vacancies", "red")])
def test_a_printed_colour_is_kept(text: str, rag: str) -> None:
    reading = read_status(text)
    assert (reading.rag, reading.rag_source) == (rag, "text")


def test_words_beat_a_percentage() -> None:
    assert read_status("Completed - 90% of staff trained").status == "completed"
