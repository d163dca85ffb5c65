// The pages work without this; with it, times are those of the reader's own clock.
const format = new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: 'medium', timeStyle: 'short'});

for (const time of document.querySelectorAll('time[datetime]')) {
  time.title = time.textContent;
  time.textContent = format.format(new Date(time.dateTime));
}
