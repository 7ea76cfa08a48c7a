import type { ShareOrder } from '@casino-club/shared'
import { useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { shareLink } from '../../ui/share-link.ts'

/** Makes a link to what is to be shown, and hands it on. */
export function ShareButton({ order }: { order: ShareOrder }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const share = async () => {
    setBusy(true)
    const result = await backend.invitations.share(order)
    const done = result.ok ? await shareLink(result.value.path, t('app.name')) : null
    setBusy(false)
    if (!result.ok) notify(() => trouble(result.trouble))
    else if (done !== 'shared') notify(({ t: word }) => word(done === 'copied' ? 'share.copied' : 'share.failed'))
  }
  return (
    <Button disabled={busy} onClick={() => void share()} data-testid={`share-${order.kind}`}>
      {t(order.kind === 'prize' ? 'share.prizeButton' : 'share.button')}
    </Button>
  )
}
