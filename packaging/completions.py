"""What bash, zsh and fish complete: commands, options, their values where there are few, and files
where a file is meant. No drive is ever suggested: to choose one is for whoever types."""

import shlex
from collections.abc import Iterable, Iterator

from grammar import FOLDERS, PATHS, Command, Word, commands, program

BASH = """\
# Completion of stickwright for bash; made from its command line.

_stickwright() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
    local command= word words=
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in -*) ;; *) command=$word && break ;; esac
    done
    COMPREPLY=()
    case $command,$previous in
    {folders})
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        compopt -o filenames
        return
        ;;
    {files})
        return
        ;;
{values}
    {others})
        compopt +o default
        return
        ;;
    esac
    case $command in
    '') words='{commands}' ;;
{options}
    esac
    if [[ -z $command || $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    fi
}}
complete -o default -F _stickwright stickwright
"""

VALUES = """\
    {behind})
        mapfile -t COMPREPLY < <(compgen -W '{values}' -- "$current")
        return
        ;;"""

ZSH = """\
#compdef stickwright
# Completion of stickwright for zsh; made from its command line.

_stickwright() {{
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
{commands}
  )
  _arguments -C \\
{program} \\
    '1:command:->command' \\
    '*::words:->words'
  case $state in
  (command)
    _describe -t commands command commands
    _files
    ;;
  (words)
    case $words[1] in
{options}
    esac
    ;;
  esac
}}

_stickwright "$@"
"""

FISH = """\
# Completion of stickwright for fish; made from its command line.

{lines}
"""


def bash() -> str:
    told = commands()
    by_kind: dict[str, list[str]] = {"folders": [], "files": [], "others": []}
    values = []
    for command in told:
        for option in command.options:
            if option.values:
                values.append(_bash_values(command, option))
            elif option.takes:
                by_kind[_kind(option)] += [f"{command.name},{name}" for name in option.names]
    options = "\n".join(
        f"    {command.name}) words='{' '.join(_names(command.options))}' ;;" for command in told
    )
    words = " ".join((*(command.name for command in told), *_names(program())))
    kinds = {kind: " | ".join(names) for kind, names in by_kind.items()}
    return BASH.format(commands=words, options=options, values="\n".join(values), **kinds)


def _bash_values(command: Command, option: Word) -> str:
    behind = " | ".join(f"{command.name},{name}" for name in option.names)
    return VALUES.format(behind=behind, values=" ".join(option.values))


def zsh() -> str:
    told = commands()
    listed = "\n".join(f"    {shlex.quote(f'{command.name}:{command.says}')}" for command in told)
    options = "\n".join(
        f"    ({command.name})\n      _arguments -s \\\n{_zsh_words(command)}\n      ;;"
        for command in told
    )
    alone = " \\\n".join(f"    {spec}" for option in program() for spec in _zsh_option(option))
    return ZSH.format(commands=listed, program=alone, options=options)


def _zsh_words(command: Command) -> str:
    specs = [spec for option in command.options for spec in _zsh_option(option)]
    if command.operands:
        operands = " or ".join(operand.takes for operand in command.operands)
        specs.append(f"'*:{operands}:_files'")
    return " \\\n".join(f"        {spec}" for spec in specs)


def _zsh_option(option: Word) -> Iterator[str]:
    says = option.says.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    action = {"folders": "_files -/", "files": "_files", "others": " "}[_kind(option)]
    action = f"({' '.join(option.values)})" if option.values else action
    for name in option.names:
        spec = f"{name}[{says}]" + (f":{option.takes}:{action}" if option.takes else "")
        yield shlex.quote(f"*{spec}" if option.takes else spec)


def fish() -> str:
    lines = [_fish("__fish_use_subcommand", option) for option in program()]
    for command in commands():
        lines.append(
            "complete -c stickwright -n __fish_use_subcommand "
            f"-a {command.name} -d {_fish_quoted(command.says)}"
        )
        condition = f"__fish_seen_subcommand_from {command.name}"
        lines += [_fish(condition, option) for option in command.options]
    return FISH.format(lines="\n".join(lines))


def _fish(condition: str, option: Word) -> str:
    words = ["complete -c stickwright -n", _fish_quoted(condition)]
    for name in option.names:
        words += ["-l" if name.startswith("--") else "-s", name.lstrip("-")]
    if option.takes:
        folders = "-x -a '(__fish_complete_directories)'"
        others = f"-x -a '{' '.join(option.values)}'" if option.values else "-x"
        words.append({"folders": folders, "files": "-r -F", "others": others}[_kind(option)])
    return " ".join((*words, "-d", _fish_quoted(option.says)))


def _fish_quoted(text: str) -> str:
    """In fish a backslash escapes within quotes as well."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _kind(option: Word) -> str:
    if option.takes in FOLDERS:
        return "folders"
    return "files" if option.takes in PATHS else "others"


def _names(options: Iterable[Word]) -> Iterator[str]:
    return (name for option in options for name in option.names)
