import page, { text } from '../../../assets/anlan.js';

export default await page('admin', text('系统管理', 'Administration'));
