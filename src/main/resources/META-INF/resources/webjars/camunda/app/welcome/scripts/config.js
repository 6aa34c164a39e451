import page, { text } from '../../../assets/anlan.js';

export default await page('welcome', text('欢迎', 'Welcome'));
