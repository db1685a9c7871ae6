"""What `linkage_data.py` makes people and places of: common names, what families call a child, streets, keys on a keyboard."""

# origin: share, surnames, girls, boys. Common names of each, the commonest first.
ORIGINS = {
    "english": (0.66, "", """Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy
        Sienna Poppy Elsie Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya Sophie Alice Emilia
        Isabelle Ruby Luna Maisie Aria Penelope Mila Bonnie Eva Hallie Eliza Ada Violet Esme Arabella Imogen Jessica
        Chloe Eleanor Lottie Erin Molly Lucy Holly Scarlett Zara Robyn Lola Thea Summer Abigail Megan Amber Caitlin
        Bethany Rebecca Hannah Lauren Georgia Katie Nicole Paige Jodie Heather Kayleigh Skye Martha Beatrice Darcie
        Nancy Clara Harriet Mabel Edith Annabelle Orla""",
        """Oliver George Noah Arthur Harry Leo Muhammad Jack Charlie Oscar Jacob Henry Thomas Freddie Alfie Theo
        William Theodore Archie Joshua Alexander James Isaac Edward Lucas Tommy Finley Max Logan Ethan Mohammed Teddy
        Benjamin Arlo Joseph Sebastian Harrison Elijah Adam Daniel Samuel Louie Mason Reuben Albie Rory Jaxon Hugo Luca
        Zachary Reggie Hunter Louis Dylan Albert David Jude Frankie Roman Ezra Toby Riley Carter Ronnie Frederick Gabriel
        Stanley Bobby Jesse Michael Elliot Grayson Mohammad Liam Jenson Ellis Harley Harvey Jayden Jake Ralph Rowan
        Elliott Jasper Ollie Charles Finn Felix Caleb Chester Jackson Nathan Callum Connor Bradley Kieran Luke Matthew
        Ryan Lewis Owen Cameron Jordan Aaron Robert Christopher Nicholas Patrick Anthony Andrew"""),
    "pakistani": (0.07, """Khan Ahmed Hussain Ali Begum Akhtar Mahmood Malik Iqbal Bibi Shah Mirza Rehman Aslam Butt Raja
        Chaudhry Qureshi Sheikh Saleem Bashir Kausar Nawaz Yousaf Rashid Javed Zaman Tariq Arshad Parveen""",
        """Aisha Fatima Maryam Zainab Khadija Zara Amina Hafsa Ayesha Inaya Safa Iqra Hira Sana Noor Mariam Aleena Sumaya
        Anaya Rabia Laiba Mahnoor Saima Nadia Sidra Zoya Kiran Amna Eshal Hania""",
        """Muhammad Mohammed Ibrahim Yusuf Ali Hamza Abdullah Ahmed Umar Hassan Bilal Zain Ayaan Haris Usman Adam Musa
        Eesa Ismail Rayyan Zayn Hussain Idris Sulaiman Danyal Faisal Imran Kashif Salman Tariq"""),
    "bangladeshi": (0.03, "Miah Begum Rahman Uddin Islam Hussain Ali Chowdhury Khatun Hoque Alam Choudhury Akter Khanom Haque Karim",
        "Aisha Fatima Maryam Tasnim Nusrat Sadia Jannat Sumaiya Rumana Farhana Taslima Anika Nafisa Halima Sabiha Tahmina",
        "Mohammed Muhammad Abdul Yusuf Ibrahim Rahim Tahmid Sami Zakariya Nahid Tanvir Rafi Imran Shahid Jubair Kamal"),
    "indian": (0.06, """Singh Patel Kaur Sharma Shah Kumar Gill Mistry Desai Mehta Joshi Reddy Nair Rao Iyer Gupta Verma
        Chauhan Parmar Bhatt Dhillon Sandhu Sidhu Grewal Bains Pillai Menon Agarwal Kapoor Malhotra""",
        """Aanya Anaya Priya Diya Saanvi Kavya Simran Jasmine Riya Meera Isha Ananya Nisha Pooja Aarohi Harleen Gurleen
        Avni Tara Jaya Neha Sneha Rhea Leela Asha Navya Kiara Myra Anika Shreya""",
        """Arjun Aarav Rohan Dev Krish Aryan Veer Harpreet Gurpreet Vihaan Ishaan Kabir Rahul Nikhil Jai Raj Amar Sahil
        Aditya Karan Vivaan Reyansh Dhruv Yash Manraj Fateh Ekam Ranveer Samar Advik"""),
    "african": (0.06, """Adeyemi Okafor Mensah Owusu Osei Boateng Adebayo Okoro Balogun Eze Nwosu Asante Appiah Kamara
        Sesay Conteh Mohamed Abdi Hassan Osman Warsame Yusuf Farah Banda Moyo Ndlovu Sithole Dube Phiri Agyemang""",
        """Amara Temi Ayomide Grace Precious Blessing Esther Abena Ama Efua Adaeze Chiamaka Ngozi Zainab Fatou Hodan Ayaan
        Nasra Rahma Faith Hope Joy Naomi Ruth Deborah Tiwa Ife Sade Yetunde Folake""",
        """Daniel David Emmanuel Samuel Joshua Tobi Ayo Kofi Kwame Kwesi Chidi Emeka Obinna Tunde Femi Segun Abdi
        Mohamed Yusuf Abdirahman Liban Tendai Tafadzwa Blessed Elijah Caleb Isaac Nathan Jeremiah Ezekiel"""),
    "polish": (0.05, """Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak
        Dąbrowski Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski
        Król Wieczorek Jabłoński Wróbel Majewski Olszewski Stępień Malinowski""",
        """Zofia Maja Julia Hanna Lena Alicja Oliwia Zuzanna Amelia Wiktoria Aleksandra Emilia Antonina Laura Nadia Pola
        Natalia Gabriela Nina Łucja Małgorzata Katarzyna Agnieszka Magdalena Karolina""",
        """Antoni Jakub Jan Szymon Aleksander Franciszek Filip Mikołaj Wojciech Kacper Adam Michał Marcel Stanisław Wiktor
        Piotr Igor Leon Tomasz Paweł Łukasz Krzysztof Bartosz Kamil Dawid"""),
    "romanian": (0.025, """Popescu Ionescu Popa Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Tudor
        Dobre Barbu Nistor Florea Dinu Ene Neagu Ioniță Șerban Lazăr Crăciun""",
        "Maria Ioana Andreea Elena Sofia Daria Ana Alexandra Antonia Eva Bianca Ștefania Larisa Denisa Carla Mihaela",
        "Andrei David Alexandru Matei Luca Ștefan Gabriel Mihai Ionuț Cristian Rareș Victor Eduard Darius Vlad Radu"),
    "turkish": (0.02, "Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat",
        "Zeynep Elif Defne Ayşe Fatma Ecrin Azra Esma Melek Nur Yağmur Selin Ela Nehir Asya",
        "Yusuf Mehmet Mustafa Emir Ömer Ali Eymen Kerem Efe Deniz Can Ahmet Mert Burak Çınar"),
    "latin": (0.025, "Silva Santos García Rodríguez Fernández Martínez López González Pereira Costa Ferreira Oliveira Sánchez Pérez Gómez Díaz Muñoz Ramírez Torres Núñez",
        "Sofía Lucía Martina María Valentina Camila Beatriz Carolina Inês Leonor Matilde Laura Elena Paula Ana",
        "Mateo Santiago Lucas Hugo Martín Pablo Diego Miguel João Rodrigo Tiago Rafael Ángel José Luis"),
}
ENGLISH_SURNAMES = """Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Edwards Hughes Green Hall
    Thomas Roberts Evans Robinson Wood Thompson Clarke Jackson Lewis Harris Cooper Turner Hill Ward Morris Moore Clark
    Baker Harrison King Morgan Allen James Scott Phillips Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly
    Cook Carter Richardson Bailey Collins Bell Shaw Murphy Miller Cox Marshall Simpson Anderson Adams Wilkinson Ellis
    Rogers Mills Gray Webb Palmer Hunt Stevens Holmes Mason Matthews Barnes Knight Lloyd Butler Russell Barker Fisher Dixon
    Fletcher Howard Pearson Reynolds Graham Murray Andrews Jenkins Ford Payne Fox West Day Walsh Lowe Cole Brooks Burns
    O'Brien O'Connor O'Neill McDonald McCarthy McKenzie MacDonald Hart Lane Bates Porter Hudson Newton Chapman Kay
    Atkinson Hargreaves Sutcliffe Ackroyd Greenwood Sykes Holroyd Barraclough Whiteley Haigh Armitage Crowther Dyson
    Lockwood Hirst Beaumont Gledhill Brook Heaton Ramsden Schofield Shackleton Illingworth""".split()
# What the family calls a child; other lists than the engine's own, on purpose.
SHORT = {
    "Oliver": "Ollie", "Olivia": "Liv Livvy", "Amelia": "Millie Amy", "Isabella": "Bella Izzy", "Isabelle": "Izzy Belle",
    "Charlotte": "Lottie Charlie", "Alexander": "Alex Xander", "Theodore": "Theo Teddy", "William": "Will Billy Liam",
    "Thomas": "Tom Tommy", "James": "Jamie Jim", "Joshua": "Josh", "Samuel": "Sam Sammy", "Benjamin": "Ben Benji",
    "Daniel": "Dan Danny", "Matthew": "Matt", "Nicholas": "Nick Nicky", "Christopher": "Chris Kit", "Michael": "Mike Mikey",
    "Robert": "Rob Bobby", "Edward": "Eddie Ted", "Henry": "Harry", "Harrison": "Harry", "Frederick": "Freddie Fred",
    "Zachary": "Zac Zach", "Joseph": "Joe Joey", "Jacob": "Jake", "Andrew": "Andy Drew", "Anthony": "Tony",
    "Eleanor": "Ellie Nell", "Matilda": "Tilly", "Jessica": "Jess", "Rebecca": "Becky Becca", "Bethany": "Beth",
    "Abigail": "Abi Abby", "Megan": "Meg", "Georgia": "George", "Nicole": "Nikki", "Beatrice": "Bea", "Harriet": "Hattie",
    "Penelope": "Penny", "Emily": "Em Emmy", "Sophia": "Sophie", "Elizabeth": "Lizzie Beth", "Florence": "Flo Florrie",
    "Muhammad": "Mohammed Mohammad Mohamed", "Mohammed": "Muhammad Mohamed", "Aisha": "Ayesha", "Fatima": "Fatimah",
    "Maryam": "Mariam", "Yusuf": "Yousef", "Katarzyna": "Kasia", "Małgorzata": "Gosia", "Aleksander": "Olek",
    "Stanisław": "Staś", "Emmanuel": "Manny", "Alexandru": "Alex", "Patrick": "Paddy", "Cameron": "Cam", "Nathan": "Nate",
}
FIRST = "Ash Beck Birch Black Brad Bram Brook Carl Church Clay Cold Crow Dale Dun East Elm Fair Farn Gold Green Hart Haw Hazel " \
    "Heath High Hol Kirk Lang Lark Lin Long Low Mar Mel Mid Moor Nether New North Oak Old Ox Park Pem Priest Queens Red " \
    "Rock Rush Sand Shel Sher South Stan Stock Stone Sut Thorn Upper Wad Wal War Well West Whit Wil Win Wood Work"
LAST = "bank bourne bridge brook burn bury by cliffe combe cote croft dale den field fold ford gate ham hill holme hurst " \
    "ing land leigh ley low mead mere mont moor more ridge royd shaw side stead sted stone stow thorpe thwaite ton wick wood worth"
KINDS = "Road Street Avenue Drive Close Lane Grove Crescent Terrace View Court Gardens Place Way".split()
TOWNS = "BD LS HD HX WF HG YO DN S HU".split()
NEAR = {
    "a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "ko", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "w": "qe", "x": "zc", "y": "tu", "z": "x",
}
