// There is one sign-in, Anlan's own: asked for again, the page leads there and back.
export default ['tasklist', 'cockpit', 'admin', 'welcome'].map((app) => ({
  id: 'anlan-login',
  pluginPoint: `${app}.login`,
  properties: { label: 'login' },
  render: () => location.replace(location.pathname)
}));
