import { Box, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { AppBar, LoadingIndicator, TitlePortal, ToggleThemeButton } from 'react-admin'
import { AdminUserMenu } from './admin-user-menu.tsx'
import { Brand } from './brand.tsx'
import { LocaleSwitch } from './locale-switch.tsx'

/** Brand, page title (the page's only h1, so that it stays when the page is scrolled), language, theme, refresh and the admin's own menu. */
export function AdminAppBar() {
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const toolbar = (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <LocaleSwitch />
      <ToggleThemeButton />
      <LoadingIndicator />
    </Box>
  )
  return (
    <AppBar alwaysOn toolbar={toolbar} userMenu={<AdminUserMenu />}>
      {narrow ? null : <Brand />}
      <TitlePortal component="h1" sx={{ ml: 3, opacity: 0.85, fontSize: '1rem' }} />
    </AppBar>
  )
}
