import type {
  Balances,
  Carried,
  CountedOutcome,
  Currency,
  GrantedItem,
  RandomStream,
  Rank,
  Refusal,
  Result,
  SafeState,
  StreakState,
  TutorialState,
  Vault,
} from '@casino-club/shared'

/** What the slices keep about a player between commands; stored as one document beside the balances. */
export interface PlayerState {
  /** What a play of each game left to the next one, by the game's id; absent before the first. */
  readonly games: Readonly<Record<string, Carried>>
  /** Experience; absent before the first. */
  readonly xp?: number
  /** Limits, pauses and what was used of them; absent before the first play. */
  readonly safe?: SafeState
  /** How far he is in the tutorial; absent before the first step. */
  readonly tutorial?: TutorialState
  /** His days in a row; absent before the first tick. */
  readonly streak?: StreakState
  /** The account that this one was made one with: it has nothing any more and does nothing any more. */
  readonly mergedInto?: number
}

export interface PlayerSeeds {
  readonly serverSeed: string
  readonly serverSeedHash: string
  readonly clientSeed: string
  readonly nextServerSeedHash: string
}

/** A player as of one version; never changed, always replaced. */
export interface PlayerSnapshot {
  readonly userId: number
  readonly nickname: string
  readonly rank: Rank
  /** His age has been verified. */
  readonly ofAge: boolean
  /** Goes up by one with every write; also the sequence number of the last event. */
  readonly version: number
  readonly balances: Balances
  /** Plays drawn under the active seed pair; the next play's nonce. */
  readonly nonce: number
  readonly state: PlayerState
  readonly seeds: PlayerSeeds
  /** Head of the ledger's hash chain, as hex. */
  readonly ledgerHash: string
  /** In the order they are shown. Every change of one is an event, so they stand as of the version too. */
  readonly vaults: readonly Vault[]
}

/** The other side of every transfer. */
export type HouseAccount = `house:${string}`

/** A transfer between the player and a house account; `amount` is what the player gets (negative: gives). */
export interface Posting {
  readonly currency: Currency
  readonly amount: number
  readonly counterAccount: HouseAccount
  readonly reason: string
}

/** A posting as it stands in the ledger. */
export interface LedgerLine extends Posting {
  readonly line: number
  readonly balanceAfter: number
  readonly hash: string
}

/** A play as its event's columns tell it, and which outcomes of its table's analysis it drew. */
export interface RecordedPlay {
  readonly game: string
  readonly tableVersion: number
  readonly bet: number
  readonly win: number
  readonly counted: readonly CountedOutcome[]
}

/** What a command would take from the player, known before anything is decided. */
export type Asked =
  | { readonly kind: 'stake'; readonly game: string; readonly currency: Currency; readonly amount: number }
  | { readonly kind: 'spend'; readonly won: number }

/** What an event moves that limits are about: a whole play, the beginning or the end of a stake, or a purchase. */
export type Flow =
  | { readonly kind: 'play'; readonly currency: Currency; readonly bet: number; readonly win: number }
  | { readonly kind: 'place'; readonly currency: Currency; readonly bet: number }
  /** `stakeSeq`: number of the event that placed the stake. */
  | { readonly kind: 'settle'; readonly currency: Currency; readonly win: number; readonly stakeSeq: number }
  | { readonly kind: 'return'; readonly currency: Currency; readonly bet: number; readonly stakeSeq: number }
  | { readonly kind: 'spend'; readonly won: number }
  /** A purchase that came to nothing; `spendSeq`: number of the event that counted it. */
  | { readonly kind: 'unspend'; readonly won: number; readonly spendSeq: number }

/** Whom every command is put before that would take something from a player: one place, whatever the game. */
export interface PlayGuard {
  /** Why the player may not; decided before the command's rule, and so before any draw. */
  refuse(player: PlayerSnapshot, asked: Asked, nowMs: number): Refusal | undefined
  /** The state with what an event moved counted in. */
  count(state: PlayerState, flow: Flow, at: { readonly seq: number; readonly nowMs: number }): PlayerState
}

/** What a rule decided; nothing of it has happened yet. */
export interface Decision<Detail = undefined> {
  readonly event: {
    readonly type: string
    readonly schemaVersion: number
    /** Present when the event is a play of a game; money in the currency of the bet. */
    readonly play?: RecordedPlay
  }
  readonly postings: readonly Posting[]
  /** Required of whatever stakes, ends a stake or is bought; must be what `asks` of its rule said. */
  readonly flow?: Flow
  /** Items that come into the inventory, each item and expiry once. */
  readonly items?: readonly GrantedItem[]
  /** The answer's own fields, given the balances after the postings. */
  readonly outcome: (after: Balances) => Record<string, unknown>
  readonly nonce?: number
  readonly state?: PlayerState
  /** What `persist` of the rule writes in the same transaction. */
  readonly detail: Detail
}

export interface DecideInput<Payload> {
  readonly player: PlayerSnapshot
  readonly payload: Payload
  readonly nowMs: number
  /** The draws of the play with the player's nonce; the same every time it is asked for. */
  readonly draw: () => RandomStream
}

/** Where a journaled event stands. */
export interface EventPosition {
  readonly userId: number
  readonly seq: number
  readonly occurredAtMs: number
  readonly commandId: string
}

/** One kind of command: a pure decision, and where it needs it, the rows of its own slice. */
export interface CommandRule<Payload, Detail = undefined> {
  readonly type: string
  /** What it would stake or spend; a decision that does so unasked is a defect. Undefined: nothing, or it is refused anyway. */
  asks?(input: Pick<DecideInput<Payload>, 'player' | 'payload'>): Asked | undefined
  decide(input: DecideInput<Payload>): Result<Decision<Detail>>
  /** Its rows are part of what its player is known by: handed in with others, he is read again afterwards, and not guessed. */
  readonly readsBack?: true
}

/** A rule that writes rows of its own, in the transaction of the event. */
export interface PersistingRule<Payload, Detail, Transaction> extends CommandRule<Payload, Detail> {
  /** Throws `RefusedInTransaction` when what it finds does not allow the command after all: then nothing has happened. */
  persist(tx: Transaction, detail: Detail, at: EventPosition): Promise<void>
}
