/** How a link left the app: by the device's own dialog, by the clipboard, or not at all. */
export type Shared = 'shared' | 'copied' | 'failed'

/** Hands a link to the device's own share dialog, and copies it where there is none. A dialog that is closed is no failure. */
export async function shareLink(path: string, title: string, device: Navigator = navigator): Promise<Shared> {
  const url = new URL(path, location.origin).href
  try {
    if (typeof device.share === 'function') {
      await device.share({ title, url })
      return 'shared'
    }
    await device.clipboard.writeText(url)
    return 'copied'
  } catch (error) {
    return error instanceof Error && error.name === 'AbortError' ? 'shared' : 'failed'
  }
}
