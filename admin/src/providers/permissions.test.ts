import { expect, test } from 'vitest'
import { isAllowed, permissionFor } from './permissions.ts'

const VIEWER = new Set(['players:read', 'slot-tables:read', 'audit-logs:read', 'dashboard:read'])
const OPERATOR = new Set([...VIEWER, 'players:correct', 'players:logout', 'players:export'])

test('looking at lists, pages and fields is one permission', () => {
  expect(permissionFor('list', 'players')).toBe('players:read')
  expect(permissionFor('show', 'audit-logs')).toBe('audit-logs:read')
  expect(permissionFor('read', 'players.coins')).toBe('players:read')
})

test.each([
  ['correct', 'players'],
  ['logout', 'players'],
  ['export', 'players'],
])('%s on %s is for operators and not for viewers', (action, resource) => {
  expect(isAllowed(OPERATOR, action, resource)).toBe(true)
  expect(isAllowed(VIEWER, action, resource)).toBe(false)
})

test('imports of rewards fall under the permissions of rewards', () => {
  expect(permissionFor('list', 'reward-imports')).toBe('rewards:read')
})

test('what nobody has named is refused', () => {
  expect(isAllowed(OPERATOR, 'delete', 'players')).toBe(false)
  expect(isAllowed(OPERATOR, 'list', 'secrets')).toBe(false)
})
