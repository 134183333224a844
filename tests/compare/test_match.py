"""Which action of a newer version is which: real-looking plans, renumbered, reworded, moved, merged and split."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.compare.match import Matching, match
from schemas import Action

SUPERVISION = "Improve the supervision of social workers."
LEAVERS = "Prepare young people better for leaving care."
AUDIT = "Audit thirty case files each quarter and report the findings to the improvement board"
POLICY = "Rewrite the supervision policy and brief all team managers on it"
TRAINING = "Train every team manager in reflective supervision by an outside trainer"
PATHWAY = "Review all pathway plans with the young person and the personal adviser"
HOUSING = "Agree a housing protocol for care leavers with the four district councils"


def action(text: str, ref: str = "1", recommendation: tuple[str, str] = ("1", SUPERVISION), **more: object) -> Action:
    number, words = recommendation
    plain = {"recommendation_ref": number, "recommendation": words, "action_ref": ref, "action": text}
    return Action(f"{number}-{ref}", **(plain | more))


def matched(old: list[Action], new: list[Action]) -> Matching:
    return match(old, new)


REWORDED = [
    (AUDIT, "Audit 30 case files each quarter; findings go to the improvement board"),
    (POLICY, "Rewrite our supervision policy and brief team managers about it"),
    (TRAINING, "All team managers are trained in reflective supervision (outside trainer)"),
    (HOUSING, "Agree with the four district councils on a protocol for housing care leavers"),
]


@pytest.mark.parametrize(("before", "after"), REWORDED)
def test_reworded_actions_are_found_again(before: str, after: str) -> None:
    old = [action(before, "1"), action("Appoint a principal social worker", "2")]
    new = [action("Appoint a principal social worker", "1"), action(after, "2")]
    assert set(matched(old, new).pairs) == {(0, 1), (1, 0)}


def test_an_action_moves_to_another_recommendation_with_a_new_number() -> None:
    old = [action(PATHWAY, "3"), action(POLICY, "1")]
    new = [action(POLICY, "1"), action(PATHWAY, "1", ("2", LEAVERS), due_date=dt.date(2014, 1, 31))]
    assert set(matched(old, new).pairs) == {(0, 1), (1, 0)}


def test_the_same_words_under_two_recommendations_stay_where_they_are() -> None:
    old = [action(POLICY), action(POLICY, "1", ("2", LEAVERS))]
    new = [action(POLICY, "2", ("2", LEAVERS)), action(POLICY, "4")]
    assert set(matched(old, new).pairs) == {(0, 1), (1, 0)}


def test_a_new_action_under_an_old_number_is_no_match() -> None:
    found = matched([action(AUDIT)], [action("Open a second children's centre in the north of the county")])
    assert (found.pairs, found.removed, found.added) == ((), (0,), (0,))


def test_the_best_sum_counts_and_not_the_first_likeness() -> None:
    one, other = "Report on audits to the board each month", "Report on audits to the board each quarter"
    found = matched([action(one, "1"), action(other, "2")], [action(other, "1"), action(one, "2")])
    assert set(found.pairs) == {(0, 1), (1, 0)}


def test_two_actions_become_one() -> None:
    old = [action(POLICY, "1"), action(TRAINING, "2"), action(AUDIT, "3")]
    new = [action(f"{POLICY}; {TRAINING[0].lower()}{TRAINING[1:]}", "1"), action(AUDIT, "2")]
    found = matched(old, new)
    assert found.merged == {0: (0, 1)}
    assert found.removed == found.added == ()


def test_one_action_becomes_two() -> None:
    old = [action(f"{POLICY}; {TRAINING[0].lower()}{TRAINING[1:]}", "1"), action(AUDIT, "2")]
    new = [action(POLICY, "1a"), action(TRAINING, "1b"), action(AUDIT, "2")]
    found = matched(old, new)
    assert found.split == {0: (0, 1)}
    assert found.removed == found.added == ()


def test_an_action_that_only_resembles_another_is_not_merged_into_it() -> None:
    old = [action(POLICY, "1"), action("Report on supervision to the board", "2")]
    new = [action(POLICY, "1")]
    found = matched(old, new)
    assert (found.merged, found.removed) == ({}, (1,))


def test_nothing_on_one_side() -> None:
    assert matched([], [action(AUDIT)]).added == (0,)
    assert matched([action(AUDIT)], []).removed == (0,)
    assert matched([], []).pairs == ()


def test_actions_without_text_are_matched_by_nothing() -> None:
    found = matched([action("", "1")], [action(AUDIT, "1")])
    assert found.pairs == ()
