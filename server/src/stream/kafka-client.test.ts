import { Partitioners, type PartitionMetadata } from 'kafkajs'
import { expect, test } from 'vitest'

/** So many that the number of a partition is the hash itself, less its sign. */
const MOST = 2 ** 31 - 1
const metadata = { length: MOST, filter: () => [] } as unknown as PartitionMetadata[]

// The vectors of Apache Kafka's own test of its hash (UtilsTest.testMurmur2).
test.each([
  ['21', -973_932_308],
  ['foobar', -790_332_482],
  ['a-little-bit-long-string', -985_981_536],
  ['a-little-bit-longer-string', -1_486_304_829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
  ['abc', 479_470_107],
])('the client, as it is patched, puts the key %s where every other client does', (key, hash) => {
  const partition = Partitioners.DefaultPartitioner()({
    topic: 'user_actions',
    partitionMetadata: metadata,
    message: { key, value: null },
  })
  expect(partition).toBe((hash & 0x7fff_ffff) % MOST)
})
