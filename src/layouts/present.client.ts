/** `?present=1`: the page in type for a projector (grid.css); its figures do the same for themselves. */

if (new URLSearchParams(location.search).get('present') === '1')
  document.documentElement.dataset['present'] = '';
