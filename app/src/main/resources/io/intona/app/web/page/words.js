// Everything the page says, in English and Russian. Functions make sentences of values.

const formats = new Map();

/** Formats a number; how, is made up once and kept, as that takes long. */
function formatted(value, style, digits) {
  const key = `${language} ${style} ${digits}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(language, { style, minimumFractionDigits: digits, maximumFractionDigits: digits }));
  }
  return formats.get(key).format(value);
}

export const WORDS = {
  en: {
    skip: "Skip to recording",
    title: "Intona: emotion in speech",
    subtitle: "emotion in speech",
    language: "Language",
    colours: "Colours",
    themeAuto: "as the system",
    themeLight: "light",
    themeDark: "dark",
    beforeTitle: "Before you record",
    beforeComputed:
      "Your sound is sent to this server and nowhere else. It computes cepstral coefficients of short frames and, by a small neural network, a probability for each emotion.",
    beforeStored: "Nothing is stored: neither the sound nor the result. When you close this page, both are gone.",
    beforeMeaning:
      "The labels say how actors meant to sound when they were recorded for training, not what anybody feels. Do not decide anything about a person by them.",
    beforeLaw:
      "In the European Union it is prohibited to infer the emotions of people at work and in education from their voices (AI Act, Regulation (EU) 2024/1689, Article 5(1)(f)). Do not use this page for it.",
    beforeDuty:
      "Whoever uses a system that recognises emotions has to tell the people exposed to it (Article 50(3)). Record yourself, or people who know and agree.",
    soundTitle: "Sound",
    record: "Record",
    stop: "Stop and recognise",
    choose: "Choose a file…",
    dropHint: "or drop one or two files anywhere on this page",
    tokenLabel: "This server asks for a token",
    tokenUse: "Use it",
    liveTitle: "Now",
    level: "Level",
    resultsTitle: "Results",
    nothing: "Nothing has been recognised yet.",
    keysTitle: "Keyboard",
    keyRecord: "start and stop recording",
    keyChoose: "choose a file",
    keyFigure: "go to the figure of the first or second result",
    keyPlay: "in a figure: play and pause",
    keySeek: "in a figure: a tenth of a second back or on",
    keySeekFar: "in a figure: a second on or back",
    keyEnds: "in a figure: to the start or the end",
    keysOn: "Single keys start something",
    space: "Space",
    modelTitle: "The model",
    footer: "Intona, Apache-2.0. This page asks no other server for anything.",
    recordingName: "Recording",
    recording: most => `Recording, for ${most} s at most. The microphone is on.`,
    elapsed: seconds => `${seconds} s`,
    again: "Try again",
    saveSound: "Save the sound",
    keptHint: "The last recording is kept on this page until the next one.",
    recognising: name => `Recognising ${name} …`,
    abstains: (emotion, percent) => `rather no answer; most probable: ${emotion}, ${percent}`,
    verdict: (emotion, percent) => `${emotion}, ${percent}`,
    narrowband:
      "This recording has fewer samples a second than the model was trained with. Without the high frequencies it errs more often.",
    noSpeech: "No speech was found in it.",
    probabilities: "Probabilities",
    compare: "Compare with another",
    comparing: "The next recording stands beside this one.",
    remove: "Remove",
    saveJson: "Save JSON",
    savePng: "Save picture",
    play: "Play",
    stopPlaying: "Pause",
    figure: name => `${name} over time; arrow keys move, space plays`,
    figureTable: "The figure as a table",
    overTime: "Emotion over time",
    segmentsTable: "Speech and pauses as a table",
    time: "time, s",
    amplitude: "amplitude",
    coefficient: "coefficient",
    feature: "feature",
    deviations: "SD",
    attention: "attention",
    vector: "winning vector",
    emotion: "emotion",
    from: "from, s",
    to: "to, s",
    attentionShare: "share of attention",
    vectorMost: "vector that wins most",
    pause: "pause",
    unsure: "unsure",
    change: (time, before, after) => `${time} s: ${before} → ${after}`,
    changes: "Changes",
    noChanges: "The emotion does not change.",
    speech: (speech, whole) => `${speech} s of ${whole} s are speech.`,
    describe: (seconds, peak, vector) =>
      `${seconds} s of sound. The attention is highest at ${peak} s` + (vector === null ? "." : `, by vector ${vector}.`),
    at: (time, weight, vector) =>
      `${time} s` + (weight === null ? "" : `, attention ${weight}`) + (vector === null ? "" : `, vector ${vector}`),
    noWaveform: "This browser cannot play or draw this format; the server can read it.",
    tooLongForMap: "Features and attention are drawn for recordings of up to a minute.",
    liveWaiting: "Listening …",
    liveEnded: "The connection for the live bars was lost.",
    noMicrophone: "The microphone cannot be used: the browser or the system refuses it.",
    microphoneMissing: "No microphone was found.",
    insecure: "Browsers give the microphone only to pages on this machine (localhost) or over HTTPS.",
    tooShort: "The recording is too short: speak for a second at least.",
    tooLarge: megabytes => `This is larger than the ${megabytes} MiB that the server takes.`,
    unreadable: "This cannot be read: it is a folder, or the file has gone or changed.",
    tokenWrong: "This token is wrong.",
    tokenLetters: "This cannot be a token: it has other signs than Latin letters, digits and punctuation.",
    mistake: "This page made a mistake.",
    answered: status => `The server answered ${status}`,
    problem: {
      0: "The server cannot be reached", 400: "The request was not understood", 403: "The server refuses the request",
      408: "The time is up", 413: "The recording is too large", 415: "This format cannot be read",
      422: "The recording cannot be recognised", 429: "Too many requests", 500: "The server made a mistake",
      503: "The server is busy, try again later",
    },
    modelWords: {
      name: "network", labels: "emotions", features: "features", sample_rate_hz: "sample rate, Hz",
      parameters: "parameters", temperature: "temperature", abstain_threshold: "threshold for an answer",
      kernels: "kernels", provenance: "provenance",
    },
    emotions: {},
  },
  ru: {
    skip: "К записи",
    title: "Intona: эмоции в речи",
    subtitle: "эмоции в речи",
    language: "Язык",
    colours: "Цвета",
    themeAuto: "как в системе",
    themeLight: "светлые",
    themeDark: "тёмные",
    beforeTitle: "Прежде чем записывать",
    beforeComputed:
      "Звук отправляется на этот сервер и больше никуда. Сервер вычисляет кепстральные коэффициенты коротких кадров, а небольшая нейронная сеть — вероятность каждой эмоции.",
    beforeStored: "Ничего не сохраняется: ни звук, ни результат. Когда вы закроете страницу, не останется ни того, ни другого.",
    beforeMeaning:
      "Метки говорят, что хотели выразить актёры, записанные для обучения, а не что человек чувствует. Не принимайте по ним никаких решений о людях.",
    beforeLaw:
      "В Европейском союзе запрещено определять по голосу эмоции людей на работе и в учебных заведениях (закон об ИИ, Регламент (ЕС) 2024/1689, статья 5(1)(f)). Не используйте страницу для этого.",
    beforeDuty:
      "Тот, кто применяет систему распознавания эмоций, обязан сообщить об этом людям, к которым она применяется (статья 50(3)). Записывайте себя или тех, кто об этом знает и согласен.",
    soundTitle: "Звук",
    record: "Записать",
    stop: "Остановить и распознать",
    choose: "Выбрать файл…",
    dropHint: "или перетащите один или два файла в любое место страницы",
    tokenLabel: "Этот сервер требует токен",
    tokenUse: "Применить",
    liveTitle: "Сейчас",
    level: "Уровень",
    resultsTitle: "Результаты",
    nothing: "Пока ничего не распознано.",
    keysTitle: "Клавиатура",
    keyRecord: "начать и остановить запись",
    keyChoose: "выбрать файл",
    keyFigure: "перейти к рисунку первого или второго результата",
    keyPlay: "на рисунке: воспроизвести и приостановить",
    keySeek: "на рисунке: на десятую долю секунды назад или вперёд",
    keySeekFar: "на рисунке: на секунду вперёд или назад",
    keyEnds: "на рисунке: в начало или в конец",
    keysOn: "Одиночные клавиши включены",
    space: "Пробел",
    modelTitle: "Модель",
    footer: "Intona, Apache-2.0. Страница не обращается к другим серверам.",
    recordingName: "Запись",
    recording: most => `Идёт запись, не дольше ${most} с. Микрофон включён.`,
    elapsed: seconds => `${seconds} с`,
    again: "Повторить",
    saveSound: "Сохранить звук",
    keptHint: "Последняя запись хранится на этой странице до следующей.",
    recognising: name => `Распознаётся: ${name} …`,
    abstains: (emotion, percent) => `модель воздерживается; вероятнее всего: ${emotion}, ${percent}`,
    verdict: (emotion, percent) => `${emotion}, ${percent}`,
    narrowband:
      "В этой записи меньше отсчётов в секунду, чем было при обучении. Без высоких частот модель ошибается чаще.",
    noSpeech: "Речь в записи не найдена.",
    probabilities: "Вероятности",
    compare: "Сравнить с другой",
    comparing: "Следующая запись встанет рядом с этой.",
    remove: "Убрать",
    saveJson: "Сохранить JSON",
    savePng: "Сохранить рисунок",
    play: "Воспроизвести",
    stopPlaying: "Приостановить",
    figure: name => `${name} во времени; стрелки перемещают, пробел воспроизводит`,
    figureTable: "Рисунок в виде таблицы",
    overTime: "Эмоции во времени",
    segmentsTable: "Речь и паузы в виде таблицы",
    time: "время, с",
    amplitude: "амплитуда",
    coefficient: "коэффициент",
    feature: "признак",
    deviations: "СКО",
    attention: "внимание",
    vector: "вектор-победитель",
    emotion: "эмоция",
    from: "от, с",
    to: "до, с",
    attentionShare: "доля внимания",
    vectorMost: "чаще побеждает вектор",
    pause: "пауза",
    unsure: "неясно",
    change: (time, before, after) => `${time} с: ${before} → ${after}`,
    changes: "Смены эмоции",
    noChanges: "Эмоция не меняется.",
    speech: (speech, whole) => `Речь занимает ${speech} с из ${whole} с.`,
    describe: (seconds, peak, vector) =>
      `${seconds} с звука. Внимание выше всего в момент ${peak} с` + (vector === null ? "." : `, вектор ${vector}.`),
    at: (time, weight, vector) =>
      `${time} с` + (weight === null ? "" : `, внимание ${weight}`) + (vector === null ? "" : `, вектор ${vector}`),
    noWaveform: "Этот браузер не может воспроизвести и нарисовать такой формат; сервер его читает.",
    tooLongForMap: "Признаки и внимание рисуются для записей не длиннее минуты.",
    liveWaiting: "Слушаю …",
    liveEnded: "Связь для столбцов вживую потеряна.",
    noMicrophone: "Микрофоном нельзя воспользоваться: браузер или система его не даёт.",
    microphoneMissing: "Микрофон не найден.",
    insecure: "Браузеры дают микрофон только страницам на этой машине (localhost) или по HTTPS.",
    tooShort: "Запись слишком короткая: говорите хотя бы секунду.",
    tooLarge: megabytes => `Это больше, чем ${megabytes} МиБ, которые принимает сервер.`,
    unreadable: "Это не прочитать: это папка, или файл исчез либо изменился.",
    tokenWrong: "Этот токен неверен.",
    tokenLetters: "Это не может быть токеном: в нём не только латинские буквы, цифры и знаки.",
    mistake: "Ошибка на этой странице.",
    answered: status => `Сервер ответил ${status}`,
    problem: {
      0: "Сервер недоступен", 400: "Запрос не понят", 403: "Сервер отклонил запрос", 408: "Время вышло",
      413: "Запись слишком велика", 415: "Такой формат не читается", 422: "Запись не распознать",
      429: "Слишком много запросов", 500: "Ошибка сервера", 503: "Сервер занят, повторите позже",
    },
    modelWords: {
      name: "сеть", labels: "эмоции", features: "признаки", sample_rate_hz: "частота дискретизации, Гц",
      parameters: "параметров", temperature: "температура", abstain_threshold: "порог ответа",
      kernels: "ядра вычислений", provenance: "происхождение",
    },
    emotions: {
      neutral: "нейтрально", calm: "спокойно", happy: "радость", sad: "грусть", angry: "гнев", fearful: "страх",
      disgust: "отвращение", surprised: "удивление", boredom: "скука",
    },
  },
};

let language = "en";

export const languages = Object.keys(WORDS);

export function setLanguage(next) {
  language = next;
  document.documentElement.lang = next;
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = say(element.dataset.words);
  }
}

/** A sentence or word; with values where it takes them. */
export function say(key, ...values) {
  const words = WORDS[language][key];
  return typeof words === "function" ? words(...values) : words;
}

/** The model's label in the page's language, or itself. */
export const emotionName = label => WORDS[language].emotions[label] ?? label;

/** Whether the page's language is the server's. */
export const speaksEnglish = () => language === "en";

/** What an error's status means. */
export const problemWords = status => WORDS[language].problem[status] ?? say("answered", status);

/** The name of a field of the model. */
export const modelWord = field => WORDS[language].modelWords[field] ?? field;

export const decimal = (value, digits) => formatted(value, "decimal", digits);
export const percent = value => formatted(value, "percent", 1);
