/**
 * The actor: one player, one mailbox, one journal.
 * Invariants: a player's row changes only through the journal, by exactly one version with exactly one event; balances
 * move only through postings, which leave ledger lines; an outcome is shown only after its commit.
 */
export { type Answer, PlayerActor, type Rule } from './actor.ts'
export { PlayerActors } from './actors.ts'
export { type AppendedEvent, appendEvents } from './append-events.ts'
export { buildEntry, type CommandAnswer, type CommandRequest, requestHash } from './build-entry.ts'
export { CommandDesk } from './command-desk.ts'
export { commitEntryIn, journalStore } from './journal.store.ts'
export { Journal, type JournalEntry, type JournalStore } from './journal.ts'
export { Mailbox } from './mailbox.ts'
export { openPlayer, WELCOME } from './open-player.ts'
export { PlayPace } from './play-pace.ts'
export { type PlayerStore, playerStore, readState } from './player.store.ts'
export type {
  Asked,
  CommandRule,
  DecideInput,
  Decision,
  EventPosition,
  Flow,
  HouseAccount,
  LedgerLine,
  PersistingRule,
  PlayerSeeds,
  PlayerSnapshot,
  PlayerState,
  PlayGuard,
  Posting,
  RecordedPlay,
} from './player.types.ts'
export { PartsRefused, RefusedInTransaction } from './refused-in-transaction.ts'
export { type Member, type PersistAll, Together } from './together.ts'
export { applyPostings, GENESIS_HASH, type HashedLine, ledgerHash, ledgerLines, sha256Hex } from './wallet.ts'
