/** The name of an item in the chosen language. */
export const nameOfItem = (
  { name }: { readonly name: { readonly en: string; readonly ko: string } },
  locale: string,
) => (locale === 'ko' ? name.ko : name.en)
