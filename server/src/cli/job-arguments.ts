import { utcDaySchema } from '@casino-club/shared'
import { StartError } from '../platform/start-error.ts'

/** What an operator asks of the timetable. */
export type JobRequest =
  | { readonly kind: 'list' }
  | {
      readonly kind: 'run'
      readonly name: string
      readonly date: string | undefined
      readonly dryRun: boolean
      readonly again: boolean
    }

const USAGE =
  'Say which job: npm run job -- <name> [--date YYYY-MM-DD] [--dry-run] [--again]. Without a name, the jobs are listed.'

/** Reads the words after `npm run job --`; what cannot be understood is a StartError with one sentence. */
export function readJobArguments(args: readonly string[]): JobRequest {
  if (args.length === 0) return { kind: 'list' }
  const left = [...args]
  const flags = new Set<string>()
  let [name, date]: (string | undefined)[] = []
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--dry-run' || word === '--again') flags.add(word)
    else if (word === '--date' && date === undefined) date = readDate(left.shift())
    else if (word.startsWith('-') || name !== undefined) throw new StartError(USAGE)
    else name = word
  }
  if (name === undefined) throw new StartError(USAGE)
  return { kind: 'run', name, date, dryRun: flags.has('--dry-run'), again: flags.has('--again') }
}

function readDate(word: string | undefined): string {
  const date = utcDaySchema.safeParse(word)
  if (!date.success) throw new StartError(`--date wants a day such as 2026-11-22, not "${word ?? ''}".`)
  return date.data
}
