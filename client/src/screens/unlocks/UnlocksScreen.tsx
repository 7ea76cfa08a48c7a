import type { OwnContent } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { newCommandId } from '../../room/command-id.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { wordPrice } from '../../shop/price-words.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { StagePicture } from './StagePicture.tsx'

type Stage = OwnContent['stages'][number]

/** Content that opens stage by stage. */
export function UnlocksScreen() {
  const { t, language } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.unlocks.list)
  return (
    <>
      <ScreenTitle title={t('unlocks.title')} lead={t('unlocks.lead')} />
      <Loadable load={load} again={again} failed={t('unlocks.failed')}>
        {({ contents }) => (
          <div className="grid gap-4">
            {contents.length === 0 && <p className="text-mist">{t('unlocks.empty')}</p>}
            {contents.map((content) => (
              <Card key={content.id} title={content.title[language]} lead={content.description[language]}>
                {content.needsAge ? <p data-testid={`needs-age-${content.id}`}>{t('unlocks.needsAge')}</p> : null}
                <ol className="grid gap-4 sm:grid-cols-3">
                  {content.stages.map((stage) => (
                    <StageItem key={stage.stage} content={content} stage={stage} again={again} />
                  ))}
                </ol>
              </Card>
            ))}
          </div>
        )}
      </Loadable>
    </>
  )
}

interface StageProps {
  readonly content: OwnContent
  readonly stage: Stage
  readonly again: () => void
}

function StageItem({ content, stage, again }: StageProps) {
  const { t, language, trouble } = useText()
  const name = t('unlocks.stage', { stage: stage.stage, title: stage.title[language] })
  return (
    <li
      className="flex flex-col gap-2"
      data-testid={`stage-${content.id}-${stage.stage}`}
      data-unlocked={stage.unlocked}
    >
      <h3 className="font-semibold">{name}</h3>
      {stage.picture && <StagePicture picture={stage.picture} label={t('unlocks.picture', { stage: stage.stage })} />}
      {stage.unlocked ? <p className="text-sm text-jade">{t('unlocks.unlocked')}</p> : <Conditions stage={stage} />}
      {!stage.unlocked && stage.closed !== null && <p className="text-sm text-mist">{trouble(stage.closed)}</p>}
      {!stage.unlocked && stage.closed === null && <UnlockButton content={content} stage={stage} again={again} />}
    </li>
  )
}

function Conditions({ stage: { conditions, priceGems } }: { stage: Stage }) {
  const text = useText()
  const { t, whole } = text
  const { tier, xp, mission } = conditions
  return (
    <ul className="text-sm text-mist">
      {tier && <li>{t('unlocks.tier', { tier })}</li>}
      {xp > 0 && <li>{t('unlocks.xp', { xp: whole(xp) })}</li>}
      {mission && <li>{t('unlocks.mission', { mission })}</li>}
      <li>{priceGems > 0 ? wordPrice(priceGems, 'GEMS', text) : t('unlocks.free')}</li>
    </ul>
  )
}

function UnlockButton({ content, stage, again }: StageProps) {
  const text = useText()
  const { t, trouble, language } = text
  const { backend } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  // Asked again after a lost answer it is the same command: paid once.
  const commandId = useRef(newCommandId())
  const unlock = async () => {
    setBusy(true)
    const asked = { content: content.id, stage: stage.stage, expectedGems: stage.priceGems }
    const result = await backend.unlocks.unlock({ commandId: commandId.current, ...asked })
    setBusy(false)
    notify(() => (result.ok ? t('unlocks.done', { title: stage.title[language] }) : trouble(result.trouble)))
    again()
  }
  return (
    <Button disabled={busy} onClick={() => void unlock()} data-testid={`unlock-${content.id}-${stage.stage}`}>
      {stage.priceGems > 0
        ? t('unlocks.unlock', { price: wordPrice(stage.priceGems, 'GEMS', text) })
        : t('unlocks.unlockFree')}
    </Button>
  )
}
