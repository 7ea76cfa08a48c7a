import { expect, test } from 'vitest'
import { NEW_TEMPLATE, readTemplate } from './template-draft.ts'

const text = { title: 'Hello', body: 'There.', html: ' ' }
const draft = { ...NEW_TEMPLATE, name: 'hello', texts: { ko: text, en: text } }

test('variables are read line by line, a sample may hold anything', () => {
  const read = readTemplate({ ...draft, variables: 'name = Haru\n\n sum=1 = 1 ' })
  expect(read?.variables).toEqual([
    { name: 'name', sample: 'Haru' },
    { name: 'sum', sample: '1 = 1' },
  ])
})

test('HTML that is empty is none', () => {
  expect(readTemplate(draft)?.texts.en.html).toBeNull()
})

test.each([
  ['without a name', { name: '' }],
  ['with a variable without a sample', { variables: 'name' }],
  ['without a way', { channels: [] }],
  ['without a text', { texts: { ko: text, en: { ...text, body: ' ' } } }],
])('a form %s cannot be sent', (_name, change) => {
  expect(readTemplate({ ...draft, ...change })).toBeNull()
})
