/** Felt green, brass and paper by day; the same room at night. */
export const lightColors = {
  primary: '#0f5f4d',
  accent: '#9a6b12',
  background: '#f5f3ed',
  paper: '#fffefb',
  raised: '#efece3',
  ink: '#1c2622',
  muted: '#5c6862',
  line: 'rgba(28, 38, 34, 0.13)',
  bar: '#12352c',
  success: '#1f7a4d',
  error: '#b3261e',
  warning: '#8f5b00',
}

export const darkColors: typeof lightColors = {
  primary: '#6fd3b0',
  accent: '#e3bd63',
  background: '#0e1412',
  paper: '#161e1b',
  raised: '#1d2723',
  ink: '#e7ece9',
  muted: '#9aa8a1',
  line: 'rgba(231, 236, 233, 0.13)',
  bar: '#0b100e',
  success: '#5fcb8f',
  error: '#ff8a80',
  warning: '#f0b95b',
}
