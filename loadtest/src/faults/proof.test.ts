import { describe, expect, test } from 'vitest'
import { Diary } from './diary.ts'
import { holdAgainst, type RecordedSpin } from './proof.ts'

const PLAYER = { userId: 7, accessToken: '' }

/** A diary of three acknowledged spins of player 7, and the books that fit it. */
function aWorld() {
  const diary = new Diary()
  const sent = [2, 3, 4].map((seq) => ({ seq, sent: diary.send(PLAYER) }))
  for (const { seq, sent: spin } of sent) diary.take(spin, { ok: true, eventId: `7-${seq}`, win: seq * 10 })
  const books: RecordedSpin[] = sent.map(({ seq, sent: { commandId } }) => ({
    user_id: 7,
    seq,
    command_id: commandId,
    command_seq: seq,
    win: seq * 10,
  }))
  return { diary, sent, books }
}

const verdicts = (diary: Diary, books: readonly RecordedSpin[]) => holdAgainst(diary, books).map(({ holds }) => holds)
const changed = (books: RecordedSpin[], change: Partial<RecordedSpin>) =>
  books.map((spin) => (spin.seq === 3 ? { ...spin, ...change } : spin))

describe('the proof', () => {
  test('holds for books that fit', () => {
    const { diary, books } = aWorld()
    expect(verdicts(diary, books)).toEqual([true, true])
  })

  test.each<[string, (books: RecordedSpin[]) => RecordedSpin[]]>([
    ['is lost', (books) => books.slice(1)],
    ['is there twice', (books) => [...books, { ...(books[0] as RecordedSpin), seq: 9 }]],
    ['has another win', (books) => changed(books, { win: 31 })],
    ['has another number', (books) => changed(books, { seq: 8, command_seq: 8 })],
    ['belongs to another player', (books) => changed(books, { user_id: 8 })],
    ['is not known by its command', (books) => changed(books, { command_seq: null })],
  ])('fails when a spin %s', (_, spoil) => {
    const { diary, books } = aWorld()
    expect(verdicts(diary, spoil(books))[0]).toBe(false)
  })

  test('fails when there is a spin that nobody was told of', () => {
    const { diary, books } = aWorld()
    const extra = { user_id: 7, seq: 5, command_id: 'unheard-of', command_seq: 5, win: 0 }
    expect(verdicts(diary, [...books, extra])).toEqual([true, false])
  })

  test('proves nothing when nothing was acknowledged', () => {
    expect(verdicts(new Diary(), [])).toEqual([false, true])
  })
})

describe('the diary', () => {
  test('keeps a spin open until its outcome is known, and not beyond', () => {
    const diary = new Diary()
    const sent = diary.send(PLAYER)
    expect(diary.take(sent, { ok: false, reason: 'TEMPORARILY_UNAVAILABLE' })).toBe(false)
    expect([diary.open.size, diary.unavailable]).toEqual([1, 1])
    expect(diary.take(sent, { ok: true, replayed: true, eventId: '7-2', win: 0 })).toBe(true)
    expect([diary.open.size, diary.acknowledged.size, diary.replayed]).toEqual([0, 1, 1])
  })

  test('notes a repeat that answers something else', () => {
    const { diary, sent } = aWorld()
    const first = sent[0]?.sent ?? diary.send(PLAYER)
    diary.take(first, { ok: true, replayed: true, eventId: '7-2', win: 20 })
    expect(diary.contradictions).toEqual([])
    diary.take(first, { ok: true, eventId: '7-9', win: 20 })
    expect(diary.contradictions).toHaveLength(1)
  })

  test('counts every refusal as a failure but that of a player without coins', () => {
    const diary = new Diary()
    for (const reason of ['INSUFFICIENT_FUNDS', 'INTERNAL', 'SLOW_DOWN'])
      diary.take(diary.send(PLAYER), { ok: false, reason })
    expect([diary.failed, diary.open.size]).toEqual([2, 0])
  })
})
