import { expect, test } from 'vitest'
import { systemRandom } from '../../platform/ids.ts'
import { SecretBox } from './secret-box.ts'

const [FIRST, SECOND] = ['the first secret of a club', 'the second secret of a club']
const box = new SecretBox(FIRST, [], systemRandom)

test('what is sealed opens for the same context, and looks different each time', () => {
  const sealed = box.seal('JBSWY3DP', 'factor:1')
  expect(box.open(sealed, 'factor:1')).toBe('JBSWY3DP')
  expect(sealed.toString('latin1')).not.toContain('JBSWY3DP')
  expect(box.seal('JBSWY3DP', 'factor:1').equals(sealed)).toBe(false)
})

test('it does not open for another context, nor with a single bit changed', () => {
  const sealed = box.seal('JBSWY3DP', 'factor:1')
  expect(() => box.open(sealed, 'factor:2')).toThrow()
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(() => box.open(changed, 'factor:1'), `byte ${index}`).toThrow()
  }
})

test('after a new secret, the old one still opens, and tells that it is old', () => {
  const sealed = box.seal('JBSWY3DP', 'factor:1')
  const both = new SecretBox(SECOND, [FIRST], systemRandom)
  expect(both.open(sealed, 'factor:1')).toBe('JBSWY3DP')
  expect(both.isOld(sealed)).toBe(true)
  expect(both.isOld(both.seal('JBSWY3DP', 'factor:1'))).toBe(false)
  expect(() => new SecretBox(SECOND, [], systemRandom).open(sealed, 'factor:1')).toThrow('not known')
})
