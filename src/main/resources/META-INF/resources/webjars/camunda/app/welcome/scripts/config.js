export default {
  app: { name: '欢迎', vendor: '安澜' }
};
