import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Sky of the steppe; shade 6 carries white text at 4.5 : 1 and more. */
const sky: MantineColorsTuple = [
  '#e2f7fa',
  '#c5edf3',
  '#93dde8',
  '#5fcddd',
  '#35bfd3',
  '#00afca',
  '#007a8f',
  '#006a7c',
  '#005a6a',
  '#004a57',
];

/** Warm greys of dark mode, lightest first. */
const dark: MantineColorsTuple = [
  '#e8ecee',
  '#c4ccd1',
  '#a3adb4',
  '#6b757c',
  '#3d464c',
  '#30373c',
  '#22282c',
  '#1b2023',
  '#121517',
  '#0d1011',
];

/** How the admin looks. */
export const theme = createTheme({
  primaryColor: 'sky',
  primaryShade: { light: 6, dark: 4 },
  colors: { sky, dark },
  autoContrast: true,
  defaultRadius: 10,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: '650' },
  fontSizes: { xs: '13px', sm: '15px', md: '15px', lg: '18px', xl: '24px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
});
