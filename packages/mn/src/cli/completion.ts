// `mn completion`: a script for a shell that completes commands and options. It is made from the commands themselves, so it has what
// `--help` has.
import type { Command } from "commander";
import { MnError } from "../errors.js";
import { examples, print } from "./terminal.js";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** What a command line may hold after `mn NAME …`. */
interface Completion {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly {
    readonly flag: string;
    readonly description: string;
    readonly choices: readonly string[];
  }[];
}

/** @param whole the command `mn` with the options of all its commands */
export const completionOf = (whole: () => Promise<Command>) => (command: Command) => {
  command
    .description(
      "Prints a script that completes the commands and options of mn with the Tab key: for bash, zsh or fish.",
    )
    .addHelpText(
      "after",
      examples(
        "mn completion fish > ~/.config/fish/completions/mn.fish",
        'eval "$(mn completion bash)"     # in ~/.bashrc',
        'eval "$(mn completion zsh)"      # in ~/.zshrc, after compinit',
      ),
    )
    .action(async (shell: string) => {
      const chosen = SHELLS.find((name) => name === shell);
      if (chosen === undefined) {
        const remedy = `Give one of ${SHELLS.join(", ")}.`;
        throw new MnError("usage", `There is no completion for "${shell}".`, { remedy });
      }
      print(SCRIPTS[chosen](completionsOf(await whole())));
    });
};

function completionsOf(program: Command): Completion[] {
  const help = program.createHelp();
  const everywhere = help.visibleOptions(program);
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: [...help.visibleOptions(command), ...everywhere]
      .filter(({ long }, i, all) => long !== undefined && all.findIndex((other) => other.long === long) === i)
      .map(({ long, description, argChoices = [] }) => ({ flag: long as string, description, choices: argChoices })),
  }));
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** For words of the shell's own, such as the branches of `case`. */
const branches = (completions: readonly Completion[]) => ({
  names: completions.map(({ name }) => name).join(" "),
  options: completions
    .map(({ name, options }) => `    ${name}) words=${quoted(options.map(({ flag }) => flag).join(" "))} ;;`)
    .join("\n"),
  choices: completions
    .flatMap(({ name, options }) => options.map((option) => ({ name, ...option })))
    .filter(({ choices }) => choices.length > 0)
    .map(({ name, flag, choices }) => `    "${name} ${flag}") words=${quoted(choices.join(" "))} ;;`)
    .join("\n"),
});

function bash(completions: readonly Completion[]): string {
  const { names, options, choices } = branches(completions);
  return `_mn() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then words=${quoted(names)}; else
  case "$command $before" in
${choices}
  esac
  if [ -z "$words" ] && [[ "$current" == -* ]]; then case "$command" in
${options}
  esac; fi; fi
  [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _mn mn`;
}

/** zsh runs the script for bash. */
const zsh = (completions: readonly Completion[]) => `autoload -U +X bashcompinit && bashcompinit\n${bash(completions)}`;

function fish(completions: readonly Completion[]): string {
  const lines = completions.flatMap(({ name, summary, options }) => [
    `complete -c mn -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...options.map(({ flag, description, choices }) => {
      const given = choices.length === 0 ? "" : ` -xa ${quoted(choices.join(" "))}`;
      return `complete -c mn -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)} -d ${quoted(description)}${given}`;
    }),
  ]);
  return lines.join("\n");
}

const SCRIPTS: Readonly<Record<Shell, (completions: readonly Completion[]) => string>> = { bash, zsh, fish };
