import { expect, test } from 'vitest'
import { bytesArray, plainArray, textArray } from './arrays.ts'

test('numbers and absent values stand as they are', () => {
  expect(plainArray([1, -2, null])).toBe('{1,-2,NULL}')
})

test('no rows are an empty array', () => {
  expect([plainArray([]), bytesArray([]), textArray([])]).toEqual(['{}', '{}', '{}'])
})

test('bytes are quoted, with the backslash escaped', () => {
  expect(bytesArray(['00ff', 'ab'])).toBe('{"\\\\x00ff","\\\\xab"}')
})

test('quotes and backslashes in text are escaped, and everything else is kept', () => {
  expect(textArray(['{"a":"b\\\\c"}', 'NULL', 'x,y', ''])).toBe('{"{\\"a\\":\\"b\\\\\\\\c\\"}","NULL","x,y",""}')
})
