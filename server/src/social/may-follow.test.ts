import { describe, expect, test } from 'vitest'
import type { Target } from './follows.store.ts'
import { type FollowAsked, mayFollow } from './may-follow.ts'

const aTarget = (changes: Partial<Target> = {}): Target => ({
  followers: 'everybody',
  blocked: false,
  followsAsker: false,
  followed: false,
  ...changes,
})
const asked = (changes: Partial<FollowAsked> = {}) => ({
  ...{ userId: 1, targetUserId: 2, target: aTarget(), followed: 3 },
  ...changes,
})

const refusals = {
  FOLLOW_SELF: asked({ targetUserId: 1 }),
  NOT_FOUND: asked({ target: undefined }),
  FOLLOW_REFUSED: asked({ target: aTarget({ followers: 'nobody', followsAsker: true }) }),
  FOLLOW_LIMIT: asked({ followed: 10 }),
}

describe('a follow', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, it) => {
    expect(mayFollow(it, 10)).toMatchObject({ ok: false, reason })
  })

  test('of who is blocked looks as if there were nobody', () => {
    expect(mayFollow(asked({ target: aTarget({ blocked: true, followed: true }) }), 10)?.reason).toBe('NOT_FOUND')
  })

  test('of who lets himself be followed by those he follows needs that', () => {
    const target = aTarget({ followers: 'followed' })
    expect(mayFollow(asked({ target }), 10)?.reason).toBe('FOLLOW_REFUSED')
    expect(mayFollow(asked({ target: { ...target, followsAsker: true } }), 10)).toBeUndefined()
  })

  test('that is there already stays, whatever was changed since', () => {
    const target = aTarget({ followers: 'nobody', followed: true })
    expect(mayFollow(asked({ target, followed: 10 }), 10)).toBeUndefined()
  })
})
