// The pages work without this; with it, times are those of the reader's own clock.
const format = new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: 'medium', timeStyle: 'short'});

for (const time of document.querySelectorAll('time[datetime]')) {
  time.title = time.textContent;
  time.textContent = format.format(new Date(time.dateTime));
}

// A form that came back: say so at once to who does not see the page.
document.querySelector('.notice-bad')?.focus();
