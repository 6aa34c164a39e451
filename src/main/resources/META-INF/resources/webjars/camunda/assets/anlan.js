// What the four pages have in common: our name, the reader's language and English behind it.
// They take a language by its first part alone, hence "zh" and not "zh-CN".
const chinese = navigator.language.toLowerCase().startsWith('zh');
const language = chinese ? 'zh' : 'en';
document.documentElement.lang = chinese ? 'zh-CN' : 'en';

// The pages keep their texts in the browser and draw before the first ones have come, with raw
// keys. So these are put there beforehand; the language behind without its dates, which would win.
async function keepTexts(app) {
  const folder = `${document.querySelector('base').getAttribute('app-root')}/app/${app}/locales/`;
  const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
  for (const one of new Set([language, 'en'])) {
    const key = `${folder}_locales_data_${one}_${window.bust}`;
    const texts = kept[key] ? JSON.parse(kept[key]) : await (await fetch(`${folder}${one}.json`)).json();
    if (one !== language) delete texts.dateLocales;
    kept[key] = JSON.stringify(texts);
  }
  localStorage.setItem('camunda-web', JSON.stringify(kept));
}

export const text = (inChinese, inEnglish) => (chinese ? inChinese : inEnglish);

export default async function page(app, name) {
  // Without them the page fetches its texts itself, a little later.
  await keepTexts(app).catch(console.warn);
  return {
    app: { name, vendor: text('安澜', 'Anlan') },
    locales: { availableLocales: ['zh', 'en'], fallbackLocale: 'en' },
    customScripts: ['../../assets/login'],
    disableWelcomeMessage: true
  };
}
