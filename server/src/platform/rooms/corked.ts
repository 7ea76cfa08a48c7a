import type { Client } from '@colyseus/core'

interface Socket {
  cork?(work: () => void): unknown
}

/** Lets what `work` sends to a device go out by one write instead of one each, where its transport can do that. */
export function corked(device: Pick<Client, 'ref'>, work: () => void): void {
  const socket = (device.ref as { ws?: Socket }).ws
  if (socket?.cork === undefined) {
    work()
    return
  }
  let begun = false
  try {
    socket.cork(() => {
      begun = true
      work()
    })
  } catch (error) {
    // A connection that is closed has nothing to be corked; what is for its room's other devices goes all the same.
    if (begun) throw error
    work()
  }
}
