// What people do, in the words on the page.
export const amina = { name: 'Amina Wanjiru', email: 'amina@students.example.edu', registration: 'BIT-2024-0417', password: 'Quiet-Lantern-42' };
export const brian = { name: 'Brian Mutiso', email: 'brian@students.example.edu', registration: 'BIT-2023-0311', password: 'Copper-Harbour-17' };
export const david = { name: 'David Otieno', email: 'david@staff.example.edu', department: 'it', password: 'Marble-Orchard-55' };
export const ruth = { name: 'Ruth Kamau', email: 'ruth@staff.example.edu', department: 'it', password: 'Amber-Lighthouse-29' };
export const peter = { name: 'Peter Kamau', email: 'peter@staff.example.edu', department: 'finance', password: 'Silver-Meadow-73' };

/** A page of staff loads itself again, with what only staff needs: what is done before that may be interrupted. */
async function ownProgram(page, person) {
  if (person.department) await page.waitForFunction(() => [...document.scripts].some(({ src }) => new URL(src || '/', location).pathname.startsWith('/staff.')));
}

/** Opens the link in the mail, and types the password behind it. The person is signed in then. */
export async function openConfirmation(page, person) {
  await page.goto(await page.desk.linkFor(person.email, '/confirm'));
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByRole('region', { name: 'Message' }).getByText(/is confirmed/).waitFor();
  await ownProgram(page, person);
}
export async function confirmAddress(page, person) {
  await openConfirmation(page, person);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: /Ask your university/ }).waitFor();
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

export async function register(page, person) {
  await page.goto('/register');
  await page.getByLabel('Full name').fill(person.name);
  await page.getByLabel('University e-mail').fill(person.email);
  await page.getByLabel('Registration number').fill(person.registration);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await confirmAddress(page, person);
}

export async function registerStaff(page, person, code) {
  await page.goto('/register-staff');
  await page.getByLabel('Full name').fill(person.name);
  await page.getByLabel('Work e-mail').fill(person.email);
  await page.getByLabel('Access code').fill(code);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create staff account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await confirmAddress(page, person);
}

export async function signIn(page, person) {
  if (!new URL(page.url(), 'http://x').pathname.startsWith('/sign-in')) await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await ownProgram(page, person);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Files a ticket and returns its number. */
export async function fileTicket(page, { service = 'eduroam-and-network-services', subject, message = 'It does not work.', files = [] }) {
  await page.goto(`/new/${service}`);
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('What happened?').fill(message);
  for (const file of files) {
    await page.getByLabel(/^PDFs/).setInputFiles(file);
    await page.getByText(/· attached$/).last().waitFor();
  }
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  return new URL(page.url()).pathname.split('/').pop();
}
