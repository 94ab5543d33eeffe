import { counted, duration, percent, percentText, signedPoints, whole } from '../../../format.ts';

const figure = (share: number): string => percent(share);

/** The class board. */
export const classBoardTexts = {
  name: 'Class board',
  back: '‹ Search',
  untitled: 'Contest without a title',
  noContest: 'No contest yet',
  ranked: { trained: 'ranked by what is retrained here', table: 'ranked by the table' },
  projector: 'Projector',
  projectorSays: 'Enlarges the page for a room and folds the intake; P does the same.',
  column: {
    rank: 'Rank',
    normal: 'Normal',
    reduction: 'Reduction',
    name: 'Name',
    claimed: 'Claimed',
    retrained: 'Retrained',
    table: 'Table',
    parameters: 'Parameters',
    multiplyAdds: 'Mult-adds',
  },
  rows: 'Cells handed in',
  axis: 'Claim and retrained figure on one axis',
  unnamed: 'Without a name',
  open: (by: string): string => `${by}: edit a copy`,
  openSays: 'Opens a copy of this pair in the editor; Back leads to the board again.',
  same: (by: string, proof: string | null): string =>
    `${by} sent the same graph${proof === null ? '' : `, ${proof}`}`,
  times: (times: number): string => (times === 2 ? 'twice' : `${times} times`),
  proved: 'proved',
  provedSays: 'The same seed gave the very same figure on this machine.',
  unclaimed: 'without claim',
  unproved: 'not yet proved',
  other: (accuracy: number): string => `another figure comes out here: ${figure(accuracy)}`,
  claimToo: (claim: number, proof: string | null): string =>
    `claimed ${figure(claim)}${proof === null ? '' : `, ${proof}`}`,
  failedProof: 'could not be trained here',
  toClaim: (points: number): string => `${signedPoints(points, 1)} to the claim`,
  seeds: (count: number): string => (count === 1 ? '1 seed' : `mean of ${count} seeds`),
  percent: (share: number): string => percentText(share),
  figure,
  waiting: 'waiting',
  preparing: 'being prepared',
  proving: 'claim is being proved',
  epoch: (epoch: number, epochs: number): string => `epoch ${epoch} of ${epochs}`,
  alike: (first: number, last: number): string => `${first} to ${last} cannot be told apart`,
  ranks: (first: number, last: number): string => (first === last ? `${first}` : `${first}–${last}`),
  axisSays: (claim: number | null, result: number | null, spread: number | null): string =>
    [
      claim === null ? 'no claim' : `claimed ${percentText(claim)}`,
      result === null
        ? 'not yet retrained'
        : `retrained ${percentText(result)}${spread === null ? '' : `, give or take ${percent(spread)}`}`,
    ].join(', '),
  queue: {
    name: 'Retraining',
    pause: 'Pause retraining',
    resume: 'Go on retraining',
    pauseSays: 'Stops retraining; the cell in training begins anew later.',
    done: (done: number, all: number): string => `Retrained ${done} of ${all}`,
    left: (seconds: number): string => `${duration(seconds)} left`,
    speed: (images: number): string => `${whole(images)} images/s`,
    elsewhere: 'Another tab of this browser retrains; what it finds stands here, too.',
    waits: 'Waits until your search is paused or has ended.',
    noContest: 'Nothing is retrained before the contest is known: paste its link.',
    failed: (why: string): string => `Retraining stopped. ${why}`,
    allDone: { trained: 'All are retrained.', table: 'All are looked up.' },
  },
  empty: {
    head: 'Nothing handed in yet',
    says: 'Paste the contest’s link, then the links that come back: many at once, as they stand in a chat or a mail. Run files and pictures of QR codes may be dropped anywhere.',
  },
  intake: {
    name: 'Hand in',
    received: (count: number): string => `${whole(count)} received`,
    drop: 'Drop links, files or pictures of QR codes anywhere',
    paste: 'Paste',
    files: 'Files',
    filesSay: 'Run files, JSON, text with links in it, pictures of QR codes, or a board that was saved.',
    field: 'Files for the board',
    scan: 'Scan',
    pasteField: 'Links, many at once',
    take: 'Take',
    cells: 'Different cells',
    folded: 'Same graph, folded',
    unread: 'Could not be taken',
    takenNow: (given: number, again: number, refused: number): string =>
      [
        given > 0 || again + refused === 0 ? `${whole(given)} taken` : '',
        again === 0 ? '' : `${whole(again)} ${again === 1 ? 'was' : 'were'} here before`,
        refused === 0 ? '' : `${whole(refused)} could not be taken`,
      ]
        .filter((one) => one !== '')
        .join('; ')
        .concat('.'),
    removed: (by: string): string => `${by === '' ? 'The cell' : `What ${by} handed in`} is off the board.`,
    putBack: 'Put it back',
    partly: (lost: number): string =>
      `${counted(lost, 'entry', 'entries')} of the saved board could not be read; the rest is here.`,
    unreadKept: 'Part of what this browser had kept of the board could not be read. It was set aside.',
    saveUnread: 'Save that part',
    contest: 'The contest is set.',
    otherContest:
      'This is of another contest than the board. Save the board and clear it before you take another contest’s.',
    boardRefused: (why: string): string => `The saved board could not be read: ${why}`,
    full: 'The board holds 1,000 hand-ins, and this would be more: save it, clear it, and begin another.',
    unkept: 'The browser keeps no copy of this board: save it before you close the page.',
    reading: (at: number, of: number): string =>
      of === 1 ? 'Reading the picture' : `Reading picture ${at} of ${of}`,
    unreadPicture: (why: string): string =>
      `The picture could not be read: ${why}. Reload the page and give it again.`,
    dropHere: 'Drop links, files or pictures of QR codes here.',
  },
  scan: {
    name: 'Scan QR codes',
    says: 'Hold a code before the camera; each one that is read is taken at once.',
    close: 'Close',
    refused:
      'This page may not use the camera. Allow it beside the page’s address and press Scan again, or choose pictures with Files.',
    unread:
      'What the camera shows can’t be read here. Reload the page and press Scan again, or paste the links.',
    none: 'No camera can be used here. Choose pictures with Files instead.',
    read: (count: number): string => `${whole(count)} read`,
  },
  replaced: {
    name: 'Handed in before',
    says: 'Another cell of the same name took its place.',
    open: (by: string): string => `${by}: edit a copy of the cell before`,
    rank: 'Rank it too',
    rankSays: (by: string): string => `Rank the cell that ${by} handed in before, too`,
  },
  remove: 'Remove',
  removeSays: (by: string): string => `Remove what ${by} handed in`,
  retry: 'Try again',
  retrySays: (by: string): string => `Train what failed of ${by} once more`,
  refused: {
    name: 'Could not be taken',
    remove: (read: string): string => `Remove ${read}`,
    removeText: 'Remove',
    somebody: 'Somebody',
  },
  how: {
    name: { trained: 'How all are retrained', table: 'How all are looked up' },
    recipe: 'Images',
    images: (train: number, held: number): string => `${whole(train)} and ${whole(held)} held out`,
    epochs: 'Epochs',
    seeds: 'Fresh seeds',
    seedsOf: (all: number): string =>
      all === 1 ? '1 for each' : `${all} for the first five, 1 for the others`,
    where: 'Where',
    processor: 'this processor',
    table: 'the table that comes with the page',
    limit: 'Limit',
    parameters: (most: number): string => `under ${whole(most)} parameters`,
    multiplyAdds: (most: number): string => `under ${whole(most)} multiply-adds`,
    says: 'A claim is proved by training its seed once more: the processor’s engine gives the same bits on every machine. The rank is by seeds that nobody chose by, since everybody hands in their luckiest training. Everyone gets the same images in the same order and the same start.',
    tableSays:
      'A claim is proved by looking it up once more. The rank is by the table’s other training of each cell, which nobody saw.',
  },
  foot: {
    save: 'Save the board',
    saveSays: 'As JSON, with all that was retrained; Files reads it back.',
    print: 'Print',
    clear: 'Clear',
    clearAsk: (hands: number): string => `Clear ${counted(hands, 'hand-in', 'hand-ins')} and all figures?`,
    clearYes: 'Clear them',
    clearNo: 'Keep them',
    stays: 'Nothing leaves this machine.',
    file: 'class-board.json',
    unreadFile: 'class-board-unread.json',
  },
} as const;
