"""A diagram that is read at a glance: nothing overlaps, nothing runs through anything."""

import pytest

from tests.processes.drawn import KEYS, Drawing

DRAWINGS = {key: Drawing(key) for key in KEYS}
every_drawing = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)


@every_drawing
def test_every_element_stands_inside_its_lane(drawing):
    outside = [
        key
        for lane, keys in drawing.lanes().items()
        for key in keys
        if drawing.kinds[key] != "boundaryEvent"
        and not drawing.shapes[lane].holds(drawing.shapes[key])
    ]
    assert outside == []


@every_drawing
def test_no_two_elements_overlap(drawing):
    boxes = [b for b in drawing.nodes().values() if drawing.kinds[b.of] != "boundaryEvent"]
    assert [
        (one.of, other.of)
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one.overlaps(other)
    ] == []


@every_drawing
def test_no_line_runs_through_an_element(drawing):
    """A line may touch the elements it joins, and those the boundary events on them sit on."""
    crossed = [
        (line.of, box.of)
        for line in drawing.lines
        for box in drawing.nodes().values()
        if box.of not in (line.source, line.target)
        and drawing.kinds[box.of] != "boundaryEvent"
        and drawing.kinds[line.source] != "boundaryEvent"
        for piece in line.pieces()
        if piece.overlaps(box.shrunk(1))
    ]
    assert crossed == []


@every_drawing
def test_lines_are_straight_and_upright(drawing):
    slanted = [
        line.of
        for line in drawing.lines
        for piece in line.pieces()
        if piece.left != piece.right and piece.top != piece.bottom
    ]
    assert slanted == []


@every_drawing
def test_every_line_begins_and_ends_at_its_elements(drawing):
    loose = [
        line.of
        for line in drawing.lines
        for point, key in ((line.points[0], line.source), (line.points[-1], line.target))
        if not _touches(drawing.shapes[key], point)
    ]
    assert loose == []


@every_drawing
def test_no_label_lies_on_another_or_on_an_element(drawing):
    tasks = [b for b in drawing.nodes().values() if drawing.kinds[b.of].endswith("Task")]
    over = [
        (label.of, other.of)
        for n, label in enumerate(drawing.labels)
        for other in [*drawing.labels[n + 1 :], *tasks]
        if label.overlaps(other, margin=2)
    ]
    assert over == []


@every_drawing
def test_no_two_lines_run_over_each_other(drawing):
    """They may cross; they may not lie on the same stretch."""
    pieces = [piece for line in drawing.lines for piece in line.pieces()]
    same = [
        (one.of, other.of)
        for n, one in enumerate(pieces)
        for other in pieces[n + 1 :]
        if one.of != other.of and _lie_together(one, other)
    ]
    assert same == []


def _touches(box, point):
    x, y = point
    on_edge = x in (box.left, box.right) or y in (box.top, box.bottom)
    return on_edge and box.left <= x <= box.right and box.top <= y <= box.bottom


def _lie_together(one, other):
    if one.left == one.right == other.left == other.right:
        return min(one.bottom, other.bottom) - max(one.top, other.top) > 1
    if one.top == one.bottom == other.top == other.bottom:
        return min(one.right, other.right) - max(one.left, other.left) > 1
    return False
