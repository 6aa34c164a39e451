export default {
  app: { name: '系统管理', vendor: '安澜' }
};
