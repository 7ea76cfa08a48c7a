import type { Invitation, MyInvite } from '@casino-club/shared'
import { useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { shareLink } from '../../ui/share-link.ts'

/** One's own invite code, what it gives and for what, and what came of it. Nothing while one pauses. */
export function InviteCard() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.invitations.mine)
  return (
    <Card title={t('invite.title')}>
      <Loadable load={load} again={again} failed={t('friends.failed')}>
        {(mine) => (
          <>
            {mine.code === null ? <p className="text-mist">{t('invite.closed')}</p> : <Code mine={mine} />}
            {mine.own && <Own own={mine.own} again={again} />}
            {mine.invited.length > 0 && (
              <>
                <h3 className="mt-5 text-sm text-mist">{t('invite.invited', { count: mine.total })}</h3>
                <ul data-testid="invited">
                  {mine.invited.map((invitation) => (
                    <Row key={invitation.id} invitation={invitation} again={again} />
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Loadable>
    </Card>
  )
}

function Code({ mine: { code, path, terms } }: { mine: MyInvite }) {
  const { t, whole } = useText()
  const notify = useNotify()
  const share = async () => {
    if (path === null) return
    const done = await shareLink(path, t('invite.shareTitle'))
    if (done !== 'shared') notify(({ t: word }) => word(done === 'copied' ? 'share.copied' : 'share.failed'))
  }
  return (
    <>
      <p>
        {t('invite.code')}{' '}
        <code data-testid="invite-own-code" className="font-mono text-gold break-all">
          {code}
        </code>
      </p>
      <Button className="mt-3" onClick={() => void share()} data-testid="invite-share">
        {t('invite.share')}
      </Button>
      <p className="mt-3 text-sm text-mist">
        {terms === null
          ? t('invite.noReward')
          : t(terms.provenEmail ? 'invite.terms' : 'invite.termsWithoutEmail', {
              inviter: whole(terms.inviterCoins),
              friend: whole(terms.friendCoins),
              days: whole(terms.activeDays),
              within: whole(terms.withinDays),
            })}
      </p>
    </>
  )
}

interface RowProps {
  readonly invitation: Invitation
  again(): void
}

function useClaim(id: number, again: () => void) {
  const { trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const claim = async () => {
    setBusy(true)
    const result = await backend.invitations.claim(id)
    setBusy(false)
    notify(({ t }) => (result.ok ? t('invite.paid', { count: result.value.amount }) : trouble(result.trouble)))
    again()
  }
  return { busy, claim }
}

function Row({ invitation, again }: RowProps) {
  const { t, whole } = useText()
  const { busy, claim } = useClaim(invitation.id, again)
  const { id, nickname, state, coins, paid } = invitation
  const isDue = state === 'EARNED' && !paid && coins > 0
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2">
      <span className="break-all">{nickname ?? t('invite.somebody')}</span>
      {isDue ? (
        <Button look="gold" disabled={busy} onClick={() => void claim()} data-testid={`invite-claim-${id}`}>
          {t('invite.claim', { coins: whole(coins) })}
        </Button>
      ) : (
        <span className="text-sm text-mist">{t(paid ? 'invite.state.PAID' : `invite.state.${state}`)}</span>
      )}
    </li>
  )
}

/** How one came oneself, and what is still to be done for it. */
function Own({ own, again }: { own: NonNullable<MyInvite['own']>; again: () => void }) {
  const { t, whole, day } = useText()
  if (own.coins === 0) return null
  const told = {
    coins: whole(own.coins),
    played: whole(own.playedDays),
    days: whole(own.activeDays),
    when: day(own.until),
  }
  return (
    <div className="mt-5" data-testid="invite-own">
      <h3 className="text-sm text-mist">{t('invite.own', { nickname: own.nickname ?? t('invite.somebody') })}</h3>
      {own.state === 'WAITING' && (
        <p className="mt-1 text-sm">
          {t('invite.progress', told)} {own.provenEmail && !own.emailProven && t('invite.proveEmail')}
        </p>
      )}
      <ul>
        <Row invitation={{ ...own, nickname: t('invite.yours') }} again={again} />
      </ul>
    </div>
  )
}
