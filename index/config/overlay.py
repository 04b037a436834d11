"""Settings named in the environment and on the command line, applied over those of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from ..errors import ConfigError
from .places import SCREEN
from .sections import Section, complaint, distinct_kinds, setting_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Final

    from ..files.named_values import SettingSlot
    from ..model.complaint import Complaint
    from ..model.settings import NoteKind

T = TypeVar("T")

PREFIX: Final = "VARIORUM_"
NO_SETTINGS: Final = ("VARIORUM_CONFIG", "VARIORUM_ARCHIVE_KEY", "VARIORUM_ARCHIVE_USER", "VARIORUM_ARCHIVE_PASSWORD")
"""Environment variables that are not settings: which file to use, and logins."""
_TESTS: Final = "VARIORUM_TEST_"
_OPTION: Final = "command line"
_LISTED: Final = "`variorum config show` lists all settings"


def variable(key: str) -> str:
    """Return the environment variable of a dotted key."""
    return PREFIX + key.upper().replace(".", "_")


class _Named(NamedTuple):
    """A value in the environment or on the command line, whether or not the setting exists."""

    name: str
    text: str
    origin: str


def overlaid(
    section: Section[T],
    environment: Mapping[str, str],
    options: Mapping[str, str],
    others: Sequence[type],
    *,
    screen: bool,
) -> Section[T]:
    """Apply the environment, then the command line, to the file's settings; ``screen`` tells whose sections these are.

    An invalid value in the environment is listed and skipped; one on the command line raises.
    """
    named_here = (*_in_environment(environment, screen=screen), *_in_options(options, screen=screen))
    if not named_here:
        return section
    from ..files.named_values import slots, with_value  # noqa: PLC0415 most runs are told no setting
    from ..files.typed import MisfitError  # noqa: PLC0415 as above

    known = {slot.key: slot for slot in slots(type(section.value))}
    value, origins, problems = section.value, dict(section.origins), list(section.problems)
    for named in named_here:
        try:
            key, told, stepped_over = _read(named, known, others)
        except MisfitError as misfit:
            if named.origin == _OPTION:
                stop = "" if misfit.cure.endswith("?") else "."
                raise ConfigError([f"{misfit.message}; {misfit.cure}{stop}"]) from misfit
            problems.append(complaint(named.origin, 0, misfit.message, misfit.cure))
            continue
        value = with_value(value, key, told)
        problems.extend(stepped_over)
        origins = {other: origin for other, origin in origins.items() if not other.startswith(f"{key}.")}
        origins[key] = named.origin
    return Section(value, tuple(problems), origins)


def _in_environment(environment: Mapping[str, str], *, screen: bool) -> Iterator[_Named]:
    """Yield the values of our environment variables, except empty ones."""
    for name, text in environment.items():
        ours = name.startswith(PREFIX) and not name.startswith(_TESTS) and name not in NO_SETTINGS
        if ours and text and name.removeprefix(PREFIX).lower().startswith(SCREEN) == screen:
            yield _Named(name, text, f"environment {name}")


def _in_options(options: Mapping[str, str], *, screen: bool) -> Iterator[_Named]:
    for key, text in options.items():
        if key.startswith(SCREEN) == screen:
            yield _Named(key, text, _OPTION)


def _read(
    named: _Named, known: Mapping[str, SettingSlot], others: Sequence[type]
) -> tuple[str, object, tuple[Complaint, ...]]:
    """Return the key and value of a setting, with the problems skipped over; raises `MisfitError`."""
    from ..files.typed import MisfitError  # noqa: PLC0415 as in `_overlaid`

    option = named.origin == _OPTION
    by_name = known if option else {variable(key): slot for key, slot in known.items()}
    slot = by_name.get(named.name)
    if slot is None:
        names = [*dict.fromkeys((*known, *setting_names(others)))]
        cure = _instead(named.name, names) if option else _variable_instead(named.name, names)
        raise MisfitError(0, f"“{named.name}” is no setting", cure)
    if not option and not slot.part.rule.get("environment", True):
        message = f"{slot.key} is not taken from the environment"
        raise MisfitError(0, message, "write it into a configuration of your own")
    told, stepped_over = slot.read(named.text, named.origin)
    if slot.key == "note_kinds":
        told, clashes = distinct_kinds(cast("tuple[NoteKind, ...]", told), named.origin, 0)
        stepped_over += clashes
    return slot.key, told, stepped_over


def _instead(name: str, names: Sequence[str]) -> str:
    """Return a suggestion for an unknown dotted key, else the keys of its section."""
    from ..model.nearest_name import did_you_mean  # noqa: PLC0415 few names are wrong

    section = f"{name.partition('.')[0]}."
    beside = [key.removeprefix(section) for key in names if key.startswith(section)]
    return did_you_mean(name, names, f"known in {section[:-1]}: {', '.join(beside)}" if beside else _LISTED)


def _variable_instead(name: str, names: Sequence[str]) -> str:
    from ..model.nearest_name import nearest_name  # noqa: PLC0415 as above

    near = nearest_name(name.removeprefix(PREFIX), [variable(key).removeprefix(PREFIX) for key in names])
    return f"did you mean “{PREFIX}{near}”?" if near else _LISTED
