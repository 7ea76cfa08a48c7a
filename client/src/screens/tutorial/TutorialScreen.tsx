import { TUTORIAL_STEPS, type TutorialReply } from '@casino-club/shared'
import { useEffect, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { FormError } from '../../ui/Field.tsx'
import { Loadable } from '../../ui/Loadable.tsx'
import { BalancesStep } from './BalancesStep.tsx'
import { FirstPlayStep } from './FirstPlayStep.tsx'
import { NextButton } from './NextButton.tsx'
import { RewardStep } from './RewardStep.tsx'
import { type Tutorial, useTutorial, useTutorialStanding } from './use-tutorial.ts'

/** The first steps of a new player. What was done is the server's: any device goes on where it was left. */
export function TutorialScreen() {
  const { t } = useText()
  const [load, again] = useTutorialStanding()
  return (
    <div className="mx-auto max-w-2xl" data-testid="tutorial">
      <ScreenTitle title={t('tutorial.title')} lead={t('tutorial.lead')} />
      <Loadable load={load} again={again} failed={t('tutorial.failed')}>
        {(standing) => <Steps first={standing} />}
      </Loadable>
    </div>
  )
}

function Steps({ first }: { first: TutorialReply }) {
  const tutorial = useTutorial(first)
  if (tutorial.standing.status === 'done') return <Over given={tutorial.given} />
  return (
    <>
      <Progress tutorial={tutorial} />
      <Step tutorial={tutorial} />
      <FormError>{tutorial.failed}</FormError>
      <Aside tutorial={tutorial} />
    </>
  )
}

function Progress({ tutorial: { standing, step, total } }: { tutorial: Tutorial }) {
  const { t } = useText()
  return (
    <ol
      className="mb-4 flex flex-wrap gap-2 text-sm"
      aria-label={t('tutorial.progress', { done: standing.steps.length, total })}
    >
      {TUTORIAL_STEPS.map((each) => {
        const taken = standing.steps.includes(each)
        return (
          <li
            key={each}
            aria-current={each === step ? 'step' : undefined}
            data-taken={taken}
            className={`rounded-full border px-3 py-1 ${each === step ? 'border-gold bg-gold/15 text-gold' : 'border-white/10 text-mist'}`}
          >
            {t(`tutorial.${each}.name`)}
            {taken && <span className="sr-only"> {t('tutorial.taken')}</span>}
            {taken && <span aria-hidden="true"> ✓</span>}
          </li>
        )
      })}
    </ol>
  )
}

/** The step that is looked at. It takes the focus when it comes, so that a screen reader goes on reading there. */
function Step({ tutorial }: { tutorial: Tutorial }) {
  const { step } = tutorial
  const region = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    region.current?.focus()
  }, [step])
  return (
    <div ref={region} tabIndex={-1} data-testid="tutorial-step" data-step={step ?? 'reward'} className="outline-none">
      {step === 'balances' && <BalancesStep tutorial={tutorial} />}
      {step === 'firstPlay' && <FirstPlayStep tutorial={tutorial} />}
      {step === 'fairness' && <TextStep tutorial={tutorial} step="fairness" to="/odds" />}
      {step === 'limits' && <TextStep tutorial={tutorial} step="limits" to="/account/limits" />}
      {step === null && <RewardStep tutorial={tutorial} />}
    </div>
  )
}

/** A step that tells where something is; coming back from there, the tutorial goes on here. */
function TextStep({ tutorial, step, to }: { tutorial: Tutorial; step: 'fairness' | 'limits'; to: string }) {
  const { t } = useText()
  return (
    <Card title={t(`tutorial.${step}.title`)}>
      <p>{t(`tutorial.${step}.text`)}</p>
      <p className="mt-3">
        <Link to={to} className="font-semibold text-gold underline-offset-4 hover:underline">
          {t(`tutorial.${step}.link`)} →
        </Link>
      </p>
      <NextButton tutorial={tutorial} step={step} />
    </Card>
  )
}

/** Puts the tutorial aside; it can be taken up again from the account. */
function Aside({ tutorial }: { tutorial: Tutorial }) {
  const { t } = useText()
  const navigate = useNavigate()
  const skip = async () => {
    if ((await tutorial.skip()) !== null) void navigate('/')
  }
  return (
    <p className="mt-6 flex flex-wrap items-center gap-3 text-sm text-mist">
      <Button data-testid="tutorial-skip" disabled={tutorial.busy} onClick={() => void skip()}>
        {t('tutorial.skip')}
      </Button>
      {t('tutorial.skipHint')}
    </p>
  )
}

function Over({ given }: { given: number | null }) {
  const { t } = useText()
  return (
    <Card title={t('tutorial.over')}>
      <p role="status" data-testid="tutorial-over" data-given={given ?? undefined}>
        {given ? t('tutorial.given', { count: given }) : t('tutorial.overText')}
      </p>
      <Link to="/play" className={buttonLook('gold', 'mt-5')}>
        {t('tutorial.toGames')}
      </Link>
    </Card>
  )
}
