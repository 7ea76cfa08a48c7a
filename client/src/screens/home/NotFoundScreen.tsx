import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { ScreenTitle } from '../../ui/Card.tsx'

/** For an address that is none of the app's. */
export function NotFoundScreen() {
  const { t } = useText()
  return (
    <>
      <ScreenTitle title="404" lead={t('app.notFound')} />
      <Link to="/" className={buttonLook('gold')}>
        {t('nav.home')}
      </Link>
    </>
  )
}
