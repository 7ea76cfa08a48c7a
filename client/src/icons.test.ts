import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const CLIENT = join(import.meta.dirname, '..')
const PUBLIC = join(CLIENT, 'public')
/** Phones fetch them with the first visit. */
const MOST_BYTES = 64 * 1024

interface Icon {
  readonly src: string
  readonly sizes: string
  readonly type: string
  readonly purpose?: string
}

const manifest = JSON.parse(readFileSync(join(PUBLIC, 'manifest.webmanifest'), 'utf8')) as { icons: Icon[] }
const pictures = manifest.icons.filter(({ type }) => type === 'image/png')

/** Width and height as a PNG says them, and whether it holds nothing transparent. */
function readPng(src: string) {
  const bytes = readFileSync(join(PUBLIC, src))
  const isPng = bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))
  const RGB = 2
  return {
    isPng,
    size: `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`,
    isOpaque: bytes[25] === RGB,
    bytes: bytes.length,
  }
}

test.each(pictures)('the icon $src is a small picture of the size that the manifest says', ({ src, sizes }) => {
  const { bytes, ...picture } = readPng(src)
  expect(picture).toEqual({ isPng: true, size: sizes, isOpaque: true })
  expect(bytes).toBeLessThan(MOST_BYTES)
})

test('phones find the sizes that they ask for', () => {
  expect(pictures.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ])
})

test('an iPhone finds its own, which shows what is transparent as black', () => {
  const page = readFileSync(join(CLIENT, 'index.html'), 'utf8')
  const [, src = ''] = /<link rel="apple-touch-icon" href="([^"]+)" sizes="180x180"/.exec(page) ?? []
  expect(readPng(src)).toMatchObject({ isPng: true, size: '180x180', isOpaque: true })
})
