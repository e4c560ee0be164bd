// Lists what can be seen on a page and touched or read: [role, text, left, top, right, bottom, touchable].
const found = [];
// What is in them is not known, whatever they say of themselves.
const closed = 'iframe, frame, canvas, embed, object, video';
const width = window.innerWidth, height = window.innerHeight;
const touchable = 'a, button, input, select, textarea, summary, label, [onclick], [role=button], [role=link], [role=checkbox], [role=menuitem], [role=tab], [contenteditable=true]';
for (const element of document.querySelectorAll('body *')) {
  if (found.length >= 500) break;
  const own = Array.from(element.childNodes).some(it => it.nodeType === 3 && it.data.trim());
  const hidden = element.matches(closed);
  const active = hidden || element.matches(touchable);
  if (!own && !active) continue;
  const box = element.getBoundingClientRect();
  const left = Math.max(0, box.left), top = Math.max(0, box.top);
  const right = Math.min(width, box.right), bottom = Math.min(height, box.bottom);
  if (right - left < 1 || bottom - top < 1) continue;
  const style = getComputedStyle(element);
  if (style.visibility === 'hidden' || style.opacity === '0') continue;
  const secret = element.type === 'password';
  const text = hidden ? [] : [element.innerText, secret ? '' : element.value, element.placeholder, element.getAttribute('aria-label'), element.title, element.alt]
    .filter(it => typeof it === 'string' && it.trim()).map(it => it.trim().slice(0, 300));
  found.push([active ? element.tagName.toLowerCase() : 'text', [...new Set(text)].join(' '),
    left / width, top / height, right / width, bottom / height, active]);
}
return found;
