export default {
  app: { name: '监控台', vendor: '安澜' }
};
