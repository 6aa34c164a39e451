// "zh" and not "zh-CN": the pages look for the browser's "zh_CN", and then for its language.
// What the Chinese file does not name is shown in English.
export default {
  app: { name: '任务列表', vendor: '安澜' },
  locales: { availableLocales: ['zh', 'en'], fallbackLocale: 'en' }
};
