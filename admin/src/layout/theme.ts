import type { RaThemeOptions } from 'react-admin'
import { darkColors, lightColors } from './palette.ts'

const FONT = [
  'Pretendard',
  '"Inter Variable"',
  'Inter',
  '"Apple SD Gothic Neo"',
  '"Segoe UI"',
  '"Noto Sans KR"',
  '"Noto Sans CJK KR"',
  '"Malgun Gothic"',
  'system-ui',
  'sans-serif',
].join(',')

type Colors = typeof lightColors

const tableStyles = (colors: Colors) => ({
  styleOverrides: {
    root: {
      '& .RaDataTable-headerCell, & .MuiTableCell-head': {
        color: colors.muted,
        fontWeight: 600,
        fontSize: '0.75rem',
        backgroundColor: colors.raised,
        whiteSpace: 'nowrap',
      },
      '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
      '& .MuiTableCell-body': { fontVariantNumeric: 'tabular-nums' },
      '& .MuiTableCell-sizeSmall': { padding: '6px 12px' },
    },
  },
})

const components = (colors: Colors): RaThemeOptions['components'] => ({
  MuiAppBar: {
    styleOverrides: {
      root: { backgroundImage: 'none' },
      colorSecondary: { backgroundColor: colors.bar, color: '#f4f1e8' },
    },
    defaultProps: { elevation: 0 },
  },
  MuiPaper: {
    styleOverrides: {
      root: { backgroundImage: 'none' },
      elevation1: { boxShadow: 'none', border: `1px solid ${colors.line}` },
    },
  },
  MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { borderRadius: 8 } } },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
  MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
  MuiTab: { styleOverrides: { root: { minHeight: 44 } } },
  MuiTableCell: { styleOverrides: { root: { borderColor: colors.line } } },
  MuiTooltip: { defaultProps: { arrow: true } },
  RaDataTable: tableStyles(colors),
  RaFilterForm: {
    styleOverrides: { root: { rowGap: 8, '&& .MuiFormControl-root': { marginTop: 0, marginBottom: 0 } } },
  },
  RaList: { styleOverrides: { root: { '& .RaList-main': { minWidth: 0 } } } },
  RaMenuItemLink: {
    styleOverrides: {
      root: {
        margin: '2px 8px',
        padding: '8px 12px',
        borderRadius: 8,
        '&.RaMenuItemLink-active': { backgroundColor: colors.raised, color: colors.primary, fontWeight: 700 },
        '&.RaMenuItemLink-active .RaMenuItemLink-icon': { color: colors.primary },
      },
    },
  },
  RaLayout: {
    styleOverrides: {
      root: {
        // A wide table scrolls in its box; by default it would widen the page.
        minWidth: 0,
        '& .RaLayout-content': { padding: '8px 20px 24px', minWidth: 0 },
        '& .RaSidebar-fixed': { borderRight: `1px solid ${colors.line}` },
      },
    },
  },
})

const theme = (mode: 'light' | 'dark', colors: Colors): RaThemeOptions => ({
  palette: {
    mode,
    primary: { main: colors.primary },
    secondary: { main: colors.accent },
    success: { main: colors.success },
    error: { main: colors.error },
    warning: { main: colors.warning },
    background: { default: colors.background, paper: colors.paper },
    text: { primary: colors.ink, secondary: colors.muted },
    divider: colors.line,
  },
  shape: { borderRadius: 10 },
  sidebar: { width: 220, closedWidth: 56 },
  typography: {
    fontFamily: FONT,
    button: { textTransform: 'none', fontWeight: 600 },
    h5: { fontWeight: 700, letterSpacing: '-0.01em' },
    h6: { fontWeight: 700, letterSpacing: '-0.01em' },
    overline: { letterSpacing: '0.04em', textTransform: 'none', fontWeight: 600, lineHeight: 1.6 },
  },
  components: components(colors),
})

export const lightTheme = theme('light', lightColors)
export const darkTheme = theme('dark', darkColors)
