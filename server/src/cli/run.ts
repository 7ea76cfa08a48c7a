import { StartError } from '../platform/start-error.ts'

/** Runs a command to its exit code; what an operator can mend is one plain sentence. */
export function runCommand(command: (args: readonly string[]) => Promise<number>): void {
  command(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack ?? error)}\n`)
      process.exit(1)
    },
  )
}
