import type { TemplateBody } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { BUILT_IN } from './built-in.ts'
import { issuesOf } from './check-template.ts'
import { fillHtml, fillText, MissingValue } from './fill.ts'
import { samplesOf, wordHtml, wordMessage } from './words.ts'

const text = { title: 'Hello {{name}}', body: 'There are {{coins}}.', html: null }
const template: TemplateBody = {
  category: 'game',
  channels: ['email'],
  variables: [
    { name: 'name', sample: 'Haru' },
    { name: 'coins', sample: '30,000' },
  ],
  texts: { ko: text, en: text },
}
const withText = (change: Partial<TemplateBody['texts']['en']>): TemplateBody => ({
  ...template,
  texts: { ko: text, en: { ...text, ...change } },
})

describe('filling', () => {
  test('puts values in, in each language its own, and takes no value for a pattern', () => {
    const values = { name: { ko: '하루', en: 'Haru' }, coins: '$& {{name}}' }
    expect(wordMessage(template, values)).toEqual({
      ko: { title: 'Hello 하루', body: 'There are $& {{name}}.' },
      en: { title: 'Hello Haru', body: 'There are $& {{name}}.' },
    })
  })

  test('a value that is missing, or only inherited, is a fault of the message', () => {
    expect(() => fillText('{{name}}', {})).toThrow(MissingValue)
    expect(() => fillText('{{constructor}}', {})).toThrow(MissingValue)
  })

  test('every value is escaped in HTML', () => {
    const html = `<a href="{{link}}">{{name}}</a>`
    expect(fillHtml(html, { link: `" onclick='x'`, name: '<b>&' })).toBe(
      '<a href="&quot; onclick=&#39;x&#39;">&lt;b&gt;&amp;</a>',
    )
    expect(wordHtml(withText({ html: '<p>{{name}}{{coins}}</p>' }), 'en', { name: '<', coins: 1 })).toBe('<p>&lt;1</p>')
  })
})

describe('a template', () => {
  test('is right as it is', () => expect(issuesOf(template)).toEqual([]))

  test.each([
    ['names a variable nobody declared', withText({ body: '{{coins}} {{other}}' }), 'en: {{other}} is not declared'],
    ['declares one that a language never names', withText({ body: 'Nothing.' }), 'en: {{coins}} is never named'],
    ['has braces that are no variable', withText({ body: '{{coins}} {{ 1 }}' }), 'en: braces that are no variable'],
    ['runs a script', withText({ html: '<script>1</script>' }), 'en: HTML that does not belong into a letter'],
    ['listens to clicks', withText({ html: '<p onclick="x">' }), 'en: HTML that does not belong into a letter'],
    [
      'has a variable in a tag',
      withText({ html: '<p {{name}}>' }),
      'en: a variable within a tag and outside of quotes',
    ],
    [
      'says (광고) itself',
      { ...withText({ title: '(광고) {{name}}' }), category: 'advertising' as const },
      'en: (광고) is put in front by the club itself',
    ],
    [
      'has HTML and is no e-mail',
      { ...withText({ html: '<p></p>' }), channels: ['push' as const] },
      'HTML for a message that is no e-mail',
    ],
  ])('is refused where it %s', (_name, body, issue) => {
    expect(issuesOf(body)).toContain(issue)
  })
})

test.each([...BUILT_IN])('the built-in message %s can be sent as it stands', (_name, body) => {
  expect(issuesOf(body)).toEqual([])
  const words = wordMessage(body, samplesOf(body))
  for (const { title, body: said } of Object.values(words)) expect(`${title}${said}`).not.toMatch(/[{}]/)
  expect(words.ko).not.toEqual(body.category === 'game' ? words.en : {})
})
